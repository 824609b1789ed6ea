using CreditShare.Domain.Calendar;
using CreditShare.Domain.Deciding;
using CreditShare.Domain.Records;
using CreditShare.ExchangeLog.Entries;
using CreditShare.Registry.Following;
using CreditShare.Storage;
using Microsoft.Extensions.Options;

namespace CreditShare.Registry.Notices;

/// <summary>
/// Makes notices of the log: remembers who was told of which record, and when a record changes, says so to each that was told of it before. Entries of answers and of decisions come
/// in the order of the log, which need not be that in which they were computed: an answer may be logged behind a decision that it did not know, so both are held against each other.
/// </summary>
internal sealed class NoticeFollower(IRecordStore records, IDeliveryStore deliveries, INoticeStore notices, NewNotices news, IOptions<NoticeOptions> options, TimeProvider time) : ILogFollower
{
    private static readonly string Accepted = RecordWords.Word(Outcome.Accepted);

    public string Name => INoticeStore.Follower;

    public async Task TakeAsync(IReadOnlyList<FollowedEntry> entries, CancellationToken ct)
    {
        var told = entries.Where(entry => entry is { Content: not null, Entry.Actor.Agency: not null })
            .ToDictionary(entry => entry.Index, entry => ToldRecords.Of(entry.Entry, entry.Content!));
        var decided = entries.Where(entry => Decided(entry.Entry) is not null).ToDictionary(entry => entry.Index, entry => Decided(entry.Entry)!.Value);
        var fold = await FoldAsync(decided, told, ct);
        foreach (var entry in entries)
        {
            if (decided.TryGetValue(entry.Index, out var version))
                fold.Decide(entry.Index, entry.Entry, version.Key, version.Version);
            else if (told.TryGetValue(entry.Index, out var some))
                fold.Tell(entry.Index, entry.Entry, some);
        }
        // Notices first: a delivery takes the place of the one from which they follow, so a page that is repeated behind it would not make them any more.
        await notices.AddAsync(fold.Notices, ct);
        await deliveries.WriteChangesAsync(fold.Changes, ct);
        await deliveries.WriteDeliveriesAsync(fold.Deliveries, ct);
        foreach (var (notice, confirmation) in entries.Select(entry => ConfirmationEntry.Read(entry.Entry)).OfType<(string, NoticeConfirmation)>())
            await notices.ConfirmAsync(notice, confirmation, ct);
        if (fold.Notices.Count > 0)
            news.Opened(fold.Notices.Count);
    }

    private async Task<NoticeFold> FoldAsync(
        Dictionary<long, (RecordKey Key, int Version)> decided, Dictionary<long, IReadOnlyList<ToldRecord>> told, CancellationToken ct)
    {
        var keys = decided.Values.Select(version => version.Key.ToString()).ToHashSet();
        var histories = await LoggedHistories.LoadAsync(records, decided.Values.Select(version => (version.Key, (long)version.Version)), ct);
        var toldKeys = told.Values.SelectMany(some => some).Select(record => record.Key).ToHashSet();
        return new(
            histories,
            keys.Count == 0 ? [] : await deliveries.DeliveriesAsync(keys, ct),
            toldKeys.Count == 0 ? [] : await deliveries.ChangesAsync(toldKeys, ct),
            options.Value.ToldWithin, Instants.InMilliseconds(time.GetUtcNow()));
    }

    /// <summary>The version of an entry that may be a change; null for a first version and whatever else is no change.</summary>
    private static (RecordKey Key, int Version)? Decided(LogEntry entry)
    {
        if (entry.Record is not { Version: > 1 and <= int.MaxValue } record
            || !(entry.Kind == EntryKind.RecordErased || (entry.Kind == EntryKind.RecordDecided && entry.Outcome == Accepted)))
            return null;
        var parts = record.Key.Split('/', 2);
        return parts.Length == 2 ? (new RecordKey(parts[0], parts[1]), (int)record.Version) : throw new FormatException($"'{record.Key}' is no record's key.");
    }
}
