using CreditShare.Registry.Following;
using CreditShare.Storage;
using CreditShare.Storage.Seeds;

namespace CreditShare.Registry.Statistics;

/// <summary>
/// Counts the log as it grows, so that no page of the committee's has to. Content may be deleted later: what was counted stays. Each sheet is replaced by the place up to which it was
/// counted, so of two registries that are at it one is told to read again, and what was written in part is made up when the page comes again.
/// </summary>
internal sealed class StatisticsFollower(IStatisticsStore statistics, IRecordStore records, SeedFolder seeds) : ILogFollower
{
    public string Name => IStatisticsStore.Follower;

    public async Task TakeAsync(IReadOnlyList<FollowedEntry> entries, CancellationToken ct)
    {
        var changed = entries.Where(followed => EntryCounts.Changed(followed.Entry) is not null).Select(followed => (EntryCounts.Changed(followed.Entry)!.Value, followed.Entry.Record!.Version));
        var histories = await LoggedHistories.LoadAsync(records, changed, ct);
        var entryCounts = new EntryCounts(seeds.WorkingDays, histories);
        var counts = entries.SelectMany(followed => entryCounts.Of(followed.Entry, followed.Content).Select(count => (followed.Index, count))).ToList();
        var held = (await statistics.FindAsync([.. counts.Select(counted => counted.count.Sheet).Distinct()], ct)).ToDictionary(sheet => sheet.Id);
        await statistics.ReplaceAsync(StatisticsFold.Of(counts, held, entries[^1].Index + 1), ct);
    }
}
