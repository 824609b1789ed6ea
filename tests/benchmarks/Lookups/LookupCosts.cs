using System.Globalization;
using CreditShare.Benchmarks.Stores;
using CreditShare.Engines.LoadGenerator;
using CreditShare.Registry.Submissions;
using CreditShare.Systems;
using CreditShare.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace CreditShare.Benchmarks.Lookups;

/// <summary>
/// How many lookups a second the query service answers over HTTP, beside <see cref="BareServer"/> and <see cref="RawAuditedServer"/>: each a process, in turn, the same requests from one load generator on the same machine. Ours
/// checks the token, the limits, form and purpose, evaluates the measures of a subject with a record and makes the entry, durable before the answer.
/// </summary>
internal static class LookupCosts
{
    private const int Subjects = 5_000;
    private const int MostPaths = 100_000;
    private const int WarmUpSeconds = 15;

    private static readonly int[] Connections = [32, 128];

    private static readonly Dictionary<(string Beside, int Connections), string> Goals = new() { [("raw audited", 32)] = "≥ 0.8", [("raw audited", 128)] = "≥ 0.8", [("bare", 32)] = "≥ 0.3" };

    public static async Task<int> RunAsync(int rounds, int seconds, CancellationToken ct)
    {
        Console.WriteLine($"{Environment.ProcessorCount} processors, {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 30} GiB; {Subjects} subjects, {rounds} rounds of {seconds} s each; median (10th–90th of a hundred)");
        await using var store = new MeasuredSqlite();
        await FillAsync(store, Subjects, ct);
        await using var bare = await ServiceProcess.StartAsync($"tests/benchmarks {BareServer.Command}", new Dictionary<string, string>(), ct);
        await using var raw = await ServiceProcess.StartAsync($"tests/benchmarks {RawAuditedServer.Command}", new Dictionary<string, string>(), ct);
        await using var ours = await QuerySystem.StartAsync(store.File, ct);
        (string Name, ServiceProcess Server)[] servers = [("bare", bare), ("raw audited", raw), ("ours", ours.Process)];
        foreach (var (_, server) in servers)
            await Wrk.RunAsync(server.Address, Paths(Subjects), ours.AgencyToken, Connections[0], WarmUpSeconds, ct);
        foreach (var connections in Connections)
        {
            var seen = servers.ToDictionary(server => server.Name, _ => new List<LookupRun>());
            for (var round = 0; round < rounds; round++)
            {
                foreach (var (name, server) in servers)
                    seen[name].Add(await RunAsync(server, ours.AgencyToken, Subjects, connections, seconds, ct));
            }
            Print(connections, servers.Select(server => server.Name), seen);
        }
        return 0;
    }

    /// <summary>One penalty a subject, decided as any is.</summary>
    internal static async Task FillAsync(IMeasuredStore store, int subjects, CancellationToken ct)
    {
        await using var services = StoreCosts.Services(store);
        var submissions = services.GetRequiredService<SubmissionHandler>();
        for (var n = 0; n * StoreCosts.RecordsInBatch < subjects; n++)
            await StoreCosts.DecideAsync(submissions, StoreCosts.Message(n), ct);
    }

    internal static async Task<LookupRun> RunAsync(ServiceProcess server, string token, int subjects, int connections, int seconds, CancellationToken ct, int from = 0)
    {
        var before = server.ProcessorTime();
        var run = await Wrk.RunAsync(server.Address, Paths(subjects, from), token, connections, seconds, ct);
        return new(run.PerSecond, run.Median, run.P99, (server.ProcessorTime() - before) / run.Requests);
    }

    /// <summary>So many lookups that a store of millions is read all over, in an order that goes all over the subjects.</summary>
    private static IEnumerable<string> Paths(int subjects, int from = 0) => Enumerable.Range(from, Math.Clamp(subjects, Subjects, MostPaths))
        .Select(n => string.Create(CultureInfo.InvariantCulture, $"/v1/subjects/{Some.Subject((int)(n * 7_919L % subjects) + 1).Code}/punishments?purpose=licensing&caseNumber=CASE-{n}"));

    private static void Print(int connections, IEnumerable<string> names, Dictionary<string, List<LookupRun>> seen)
    {
        foreach (var name in names)
        {
            var runs = seen[name];
            Console.WriteLine(
                $"{connections,3} connections  {name,-12} {Show(runs.Select(run => run.PerSecond), "0"),22}/s  p50 {Show(runs.Select(run => run.Median.TotalMilliseconds), "0.00")} ms  p99 {Show(runs.Select(run => run.P99.TotalMilliseconds), "0.0")} ms  " +
                $"processor {Show(runs.Select(run => run.Processor.TotalMicroseconds), "0")} µs a request");
        }
        foreach (var name in names.Where(name => name != "ours"))
        {
            var pairs = seen["ours"].Zip(seen[name]).ToList();
            Ratios.Note($"lookups a second at {connections} connections, ours / {name}", new Figures(pairs.Select(pair => pair.First.PerSecond / pair.Second.PerSecond)), Goals.GetValueOrDefault((name, connections), ""));
            if (name == "raw audited")
                Ratios.Note($"p99 of lookups at {connections} connections, ours / {name}", new Figures(pairs.Select(pair => pair.First.P99 / pair.Second.P99)), "≤ 1.5");
            Console.WriteLine(
                $"{connections,3} connections  ours / {name,-12} lookups {Show(pairs.Select(pair => pair.First.PerSecond / pair.Second.PerSecond), "0.00")}  p99 {Show(pairs.Select(pair => pair.First.P99 / pair.Second.P99), "0.00")}  processor {Show(pairs.Select(pair => pair.First.Processor / pair.Second.Processor), "0.0")}");
        }
    }

    private static string Show(IEnumerable<double> all, string format) => new Figures(all).Show(format);
}

/// <summary>What one run against one server saw.</summary>
/// <param name="PerSecond">Requests, each answered.</param>
/// <param name="Median">Of their times.</param>
/// <param name="P99">99 of a hundred took no longer.</param>
/// <param name="Processor">Time of processors that the server used for one request: what is left of a figure on a machine that others use too.</param>
internal sealed record LookupRun(double PerSecond, TimeSpan Median, TimeSpan P99, TimeSpan Processor);
