using System.Diagnostics;
using System.Net;
using CreditShare.Systems;
using CreditShare.Testing;

namespace CreditShare.Benchmarks.Lookups;

/// <summary>
/// From starting Standalone until a lookup is answered, on a new folder and again on the folder that it left, beside <see cref="BareServer"/> until its first answer. Whether a program listens is asked every 50 ms, so no figure is finer than
/// that.
/// </summary>
internal static class StartCosts
{
    private static readonly string Path = $"/v1/subjects/{Some.Subject(1).Code}/punishments?purpose=licensing&caseNumber=CASE-1";

    public static async Task<int> RunAsync(int rounds, CancellationToken ct)
    {
        Console.WriteLine($"{Environment.ProcessorCount} processors, {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 30} GiB; {rounds} rounds; median (10th–90th of a hundred)");
        Samples bare = new(), first = new(), again = new();
        Figures besideFirst = new(), besideAgain = new();
        for (var round = 0; round < rounds; round++)
        {
            var itsBare = await BareAsync(ct);
            bare.Add(itsBare);
            var began = Stopwatch.GetTimestamp();
            await using var system = await StandaloneSystem.StartAsync(ct);
            await AnswerAsync(system, ct);
            var onNew = Stopwatch.GetElapsedTime(began);
            first.Add(onNew);
            besideFirst.Add(itsBare / onNew);
            await system.Process.StopAsync();
            began = Stopwatch.GetTimestamp();
            await system.Process.StartAsync(ct);
            await AnswerAsync(system, ct);
            var onLeft = Stopwatch.GetElapsedTime(began);
            again.Add(onLeft);
            besideAgain.Add(itsBare / onLeft);
        }
        Ratios.Note("start to the first answer, bare HTTP / Standalone on a new folder", besideFirst);
        Ratios.Note("start to the first answer, bare HTTP / Standalone on the folder it left", besideAgain);
        Console.WriteLine($"bare HTTP                         {bare}");
        Console.WriteLine(FormattableString.Invariant($"Standalone, on a new folder       {first}  bare / this {besideFirst.Median:0.00}"));
        Console.WriteLine(FormattableString.Invariant($"Standalone, on the folder it left {again}  bare / this {besideAgain.Median:0.00}"));
        return 0;
    }

    private static async Task<TimeSpan> BareAsync(CancellationToken ct)
    {
        var began = Stopwatch.GetTimestamp();
        await using var bare = await ServiceProcess.StartAsync($"tests/benchmarks {BareServer.Command}", new Dictionary<string, string>(), ct);
        using var caller = new HttpClient { BaseAddress = bare.Address };
        using var answer = await caller.GetAsync(new Uri(Path, UriKind.Relative), ct);
        answer.EnsureSuccessStatusCode();
        return Stopwatch.GetElapsedTime(began);
    }

    private static async Task AnswerAsync(StandaloneSystem system, CancellationToken ct)
    {
        var (status, body) = await system.Agency().GetAsync(Path, ct);
        if (status != HttpStatusCode.OK)
            throw new InvalidOperationException($"The lookup was not answered: {status} {body}");
    }
}
