using System.Globalization;
using CreditShare.Benchmarks.Stores;
using CreditShare.Domain.Profiles;
using CreditShare.ExchangeLog.Entries;
using CreditShare.ExchangeLog.Merkle;
using CreditShare.Query.Lookups;
using CreditShare.Registry.Submissions;
using CreditShare.Storage;
using CreditShare.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace CreditShare.Benchmarks.Scaling;

/// <summary>Bytes of what is kept for ever, or for years: of a record, an entry, an answer, a tile; read back from a store that decided a batch and answered a lookup for each of its subjects.</summary>
internal static class StoredSizes
{
    public static async Task PrintAsync(CancellationToken ct)
    {
        await using var store = new MeasuredSqlite();
        await using var services = StoreCosts.Services(store);
        await StoreCosts.DecideAsync(services.GetRequiredService<SubmissionHandler>(), StoreCosts.Message(0), ct);
        for (var n = 1; n <= StoreCosts.RecordsInBatch; n++)
            await StoreCosts.LookUpAsync(services.GetRequiredService<LookupHandler>(), Some.Subject(n).Code!, ct);
        var entries = await services.GetRequiredService<ILogStore>().ReadWaitingAsync(0, 2 * StoreCosts.RecordsInBatch, ct);
        var profiles = await services.GetRequiredService<IProfileStore>().FindManyAsync([.. Enumerable.Range(1, StoreCosts.RecordsInBatch).Select(n => Some.Subject(n).Code!)], ct);
        Console.WriteLine("bytes, mean of 500 made-up penalties, each of a subject of its own");
        Line("record, canonical (a decision's content)", Of(EntryKind.RecordDecided).Average(entry => entry.Content!.Length));
        Line("profile of one record", profiles.Values.Average(ProfileJson.Size));
        Line("entry of a decision", Of(EntryKind.RecordDecided).Average(entry => entry.Bytes.Length));
        Line("entry of a lookup", Of(EntryKind.LookupAnswered).Average(entry => entry.Bytes.Length));
        Line("answer about one record (a lookup's content)", Of(EntryKind.LookupAnswered).Average(entry => entry.Content!.Length));
        Line("hashes in tiles, an entry", MerkleHash.Size * 256 / 255.0);

        IEnumerable<StoredEntry> Of(string kind) => entries.Where(entry => entry.Filing.Kind == kind).Select(entry => entry.Stored);
    }

    private static void Line(string what, double bytes) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-46} {bytes,8:0.0}"));
}
