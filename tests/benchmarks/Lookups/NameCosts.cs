using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using CreditShare.Benchmarks.Stores;
using CreditShare.Domain.Deciding;
using CreditShare.Domain.Names;
using CreditShare.Domain.Records;
using CreditShare.Storage;
using CreditShare.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace CreditShare.Benchmarks.Lookups;

/// <summary>What a page of a search costs in an index of many names, by the kind of match.</summary>
internal static class NameCosts
{
    private const int InChunk = 5_000;
    private const int Page = 20;
    private const int Rounds = 50;

    public static async Task<int> RunAsync(int names, CancellationToken ct)
    {
        Console.WriteLine($"{Environment.ProcessorCount} processors; {names} subjects with a name each, pages of {Page}, {Rounds} rounds; median (10th–90th of a hundred)");
        await using (var sqlite = new MeasuredSqlite())
            await MeasureAsync(sqlite, names, ct);
        await using (var mongo = await MeasuredMongoDb.StartAsync(ct))
            await MeasureAsync(mongo, names, ct);
        return 0;
    }

    private static async Task MeasureAsync(IMeasuredStore store, int count, CancellationToken ct)
    {
        await using var services = StoreCosts.Services(store);
        var (records, names) = (services.GetRequiredService<IRecordStore>(), services.GetRequiredService<INameStore>());
        var started = Stopwatch.GetTimestamp();
        for (var first = 1; first <= count; first += InChunk)
            await records.ApplyAsync(new(new(Some.City, "names", first), DateTimeOffset.UnixEpoch, []), new(ImmutableDictionary<RecordKey, RecordHistory>.Empty, [.. Enumerable.Range(first, InChunk).Select(Version)], [], [], [], []), ct);
        Console.WriteLine($"{store.Name}: filled in {Stopwatch.GetElapsedTime(started).TotalSeconds:0} s");
        await PrintAsync(NameMatch.Exact, n => $"杭州样例甲{n}有限公司");
        await PrintAsync(NameMatch.CompanyForm, n => $"杭州样例甲{n}");
        await PrintAsync(NameMatch.Prefix, n => $"杭州样例甲{n / 1000}");
        await PrintAsync(NameMatch.Contained, n => $"样例乙{n}");

        async Task PrintAsync(NameMatch match, Func<int, string> term)
        {
            var samples = new Samples();
            for (var round = 0; round < Rounds; round++)
            {
                var asked = OrganisationName.Of(term((round * 7919 % count) + 1));
                var begun = Stopwatch.GetTimestamp();
                await names.FindAsync(match, asked, null, Page, ct);
                samples.Add(Stopwatch.GetElapsedTime(begun));
            }
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{store.Name,-8} {match,-12} {samples}"));
        }
    }

    private static NewVersion Version(int n) => new(
        new RecordKey(Some.City, $"N-{n}"), new HeldVersion(1, 1, [1], Some.Subject(n).Code!, ChangeKind.Submit), DateTimeOffset.UnixEpoch, 1, $"n-{n}", Some.Subject(n).Name);
}
