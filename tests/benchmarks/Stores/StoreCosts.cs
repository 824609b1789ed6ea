using System.Diagnostics;
using System.Globalization;
using System.Security.Claims;
using System.Text;
using CreditShare.Contracts;
using CreditShare.Domain.Deciding;
using CreditShare.Domain.Records;
using CreditShare.ExchangeLog.Signing;

using CreditShare.Hosting.Limits;
using CreditShare.Query;
using CreditShare.Query.Lookups;
using CreditShare.Registry;
using CreditShare.Registry.Submissions;
using CreditShare.Systems;
using CreditShare.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CreditShare.Benchmarks.Stores;

/// <summary>
/// What deciding a batch and answering a lookup cost on each engine, in process and one at a time, beside the raw driver writing the very same rows. Ours checks
/// the signature, decides every record, logs and answers; raw only writes. Of a batch raw leaves out the plan that our MongoDB store keeps until
/// everything is written out.
/// </summary>
internal static class StoreCosts
{
    internal const int RecordsInBatch = 500;

    /// <summary>Until the compiler has done its last: before, a round costs four times as much.</summary>
    private const int WarmUps = 25;
    private const int LookupsInRound = 20;
    private const string Agency = "330100-licensing";

    private static readonly byte[] CitySeed = [.. Enumerable.Range(0, Ed25519.SeedLength).Select(n => (byte)n)];

    public static async Task<int> RunAsync(int rounds, CancellationToken ct)
    {
        Console.WriteLine($"{Environment.ProcessorCount} processors, {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 30} GiB; {rounds} rounds; median (10th–90th of a hundred)");
        await using (var sqlite = new MeasuredSqlite())
            await MeasureAsync(sqlite, rounds, ct);
        await using (var mongo = await MeasuredMongoDb.StartAsync(ct))
            await MeasureAsync(mongo, rounds, ct);
        return 0;
    }

    private static async Task MeasureAsync(IMeasuredStore store, int rounds, CancellationToken ct)
    {
        await using var services = Services(store);
        var handler = services.GetRequiredService<SubmissionHandler>();
        var lookups = services.GetRequiredService<LookupHandler>();
        Samples ourBatch = new(), rawBatch = new(), ourLookup = new(), rawLookup = new();
        for (var round = -WarmUps; round < rounds; round++)
        {
            var message = Message(round + WarmUps);
            var ours = await TimeAsync(() => DecideAsync(handler, message, ct));
            var writeBatch = await store.RawBatchAsync(ct);
            var raw = await TimeAsync(writeBatch);
            Keep(ourBatch, ours, rawBatch, raw);
            for (var n = 0; n < LookupsInRound; n++)
            {
                var subject = Some.Subject((round + WarmUps) * RecordsInBatch + n + 1).Code!;
                ours = await TimeAsync(() => LookUpAsync(lookups, subject, ct));
                var readAndWrite = await store.RawLookupAsync(subject, ct);
                raw = await TimeAsync(readAndWrite);
                Keep(ourLookup, ours, rawLookup, raw);
            }

            void Keep(Samples ourSamples, TimeSpan our, Samples rawSamples, TimeSpan itsRaw)
            {
                if (round < 0)
                    return;
                ourSamples.Add(our);
                rawSamples.Add(itsRaw);
            }
        }
        Print(store.Name, $"batch of {RecordsInBatch}", ourBatch, rawBatch);
        Print(store.Name, "lookup", ourLookup, rawLookup);
    }

    private static void Print(string engine, string what, Samples ours, Samples raw) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture, $"{engine,-8} {what,-13} ours {ours,-36} raw {raw,-36} raw/ours {raw.Median / ours.Median:0.00}"));

    private static async Task<TimeSpan> TimeAsync(Func<Task> act)
    {
        var started = Stopwatch.GetTimestamp();
        await act();
        return Stopwatch.GetElapsedTime(started);
    }

    internal static async Task DecideAsync(SubmissionHandler handler, SubmitRecords message, CancellationToken ct)
    {
        var decided = await handler.HandleAsync(message, new MessageOrigin(Some.City, BrokerAccounts.City(Some.City)), ct);
        if (DecisionJson.Read(decided.Decisions).Count(decision => decision.Outcome == Outcome.Accepted) != RecordsInBatch)
            throw new InvalidOperationException("Not every record was accepted: this would measure something else.");
    }

    internal static async Task LookUpAsync(LookupHandler lookups, string subject, CancellationToken ct)
    {
        var answer = await lookups.AnswerAsync("punishments", new LookupQuery { Uscc = subject, Purpose = "licensing", CaseNumber = "样例-1" }, new DefaultHttpContext().Request, Caller, ct);
        if (answer is not FileContentHttpResult)
            throw new InvalidOperationException("The lookup was refused: this would measure something else.");
    }

    internal static readonly ClaimsPrincipal Caller = new(new ClaimsIdentity(
        [new Claim(CreditShare.Hosting.Auth.Caller.AgencyClaim, Agency), new Claim(CreditShare.Hosting.Auth.Caller.AccountClaim, "benchmark")], "benchmark"));

    internal static SubmitRecords Message(int n)
    {
        var records = Workload.Records(Some.City, n * RecordsInBatch + 1, RecordsInBatch)
            .Select((record, i) => new SubmittedRecord { Line = i + 1, Order = i + 1, Content = RecordJson.Write(record) });
        var message = new SubmitRecords
        {
            City = Some.City, Batch = $"b{n}", Chunk = 0, Account = "bureau", ReceivedAt = DateTimeOffset.UnixEpoch, Records = [.. records], Signature = [],
        };
        return message with { Signature = Ed25519.Sign(CitySeed, SubmissionDigest.Of(message)) };
    }

    internal static ServiceProvider Services(IMeasuredStore store)
    {
        var settings = new ConfigurationBuilder().AddConfiguration(store.Settings).AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Seeds:Folder"] = Repository.Seeds,
            // Nothing is sequenced here, so no log is signed.
            ["Registry:LogKeyFile"] = "unused",
            ["Registry:CreateLogKey"] = "true",
            [$"Registry:MemberKeys:{Some.City}:0"] = Convert.ToBase64String(Ed25519.PublicKey(CitySeed)),
        }).Build();
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddMetrics();
        services.AddSingleton<IConfiguration>(settings);
        services.AddSingleton(TimeProvider.System);
        store.AddOurs(services);
        services.AddRegistry(settings);
        services.AddQuery(settings);
        services.AddSingleton<RefusalDamper>();
        services.AddSingleton<CallerLimits>();
        return services.BuildServiceProvider();
    }
}
