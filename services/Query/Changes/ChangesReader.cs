using CreditShare.Domain.Calendar;
using CreditShare.Domain.Catalogue;
using CreditShare.Domain.Deciding;
using CreditShare.Domain.Lookups;
using CreditShare.Domain.Members;
using CreditShare.Domain.Profiles;
using CreditShare.Domain.Records;
using CreditShare.ExchangeLog.Entries;
using CreditShare.Storage;

namespace CreditShare.Query.Changes;

/// <summary>Reads what changed for watched subjects: decisions out of the log, expiries by the calendar out of the profiles.</summary>
internal sealed class ChangesReader(ILogStore log, IProfileStore profiles, IWatchStore watches, AnswerBook book, TimeProvider time)
{
    private const int PageSize = 500;

    /// <summary>How long one call looks on through a log in which nothing concerns a watched subject.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private static readonly string[] Kinds = [EntryKind.RecordDecided, EntryKind.RecordErased];

    /// <summary>Decisions looked at in one stretch.</summary>
    public int Stretch { get; init; } = 5_000;

    /// <summary>All that an agency watches.</summary>
    public async Task<WatchedSubjects> WatchedAsync(Agency agency, CancellationToken ct)
    {
        // Before the watches: of who is watched from then on, no decision lies before it unseen.
        var size = await log.SizeAsync(ct);
        var watched = new Dictionary<string, Watch>();
        string? after = null;
        while (await watches.ListAsync(agency.Code, after, PageSize, ct) is { Count: > 0 } page)
        {
            foreach (var watch in page)
                watched[watch.Code] = watch;
            after = page[^1].Code;
        }
        var telling = watched.Where(watch => agency.Purposes.Contains(watch.Value.Purpose)).ToDictionary();
        return new(telling, telling.Count == watched.Count, size);
    }

    /// <summary>
    /// Changes from an index on, <paramref name="most"/> at most, and the index to go on from. Looks on until something changed, the log ends as it was before the watches were read, or it takes too long; where it is not at that end, there may be more.
    /// </summary>
    public async Task<(IReadOnlyList<ChangeItem> Items, long Next, bool More)> ChangesAsync(WatchedSubjects watched, long since, int most, CancellationToken ct)
    {
        var (begun, size) = (time.GetTimestamp(), watched.Size);
        if (watched.ByCode.Count == 0)
            return ([], Math.Max(size, since), false);
        var (items, next) = await StretchAsync(watched.ByCode, since, size, most, ct);
        while (items.Count == 0 && next < size && time.GetElapsedTime(begun) < Patience)
            (items, next) = await StretchAsync(watched.ByCode, next, size, most, ct);
        return (items, next, next < size);
    }

    private async Task<(IReadOnlyList<ChangeItem> Items, long Next)> StretchAsync(IReadOnlyDictionary<string, Watch> watched, long since, long size, int most, CancellationToken ct)
    {
        var (entries, end) = (new List<(long Index, LogEntry Entry)>(), Math.Max(size, since));
        foreach (var kind in Kinds)
        {
            var found = await log.FindEntriesAsync(new EntryFilter { Kind = kind, After = since - 1, Below = size, Limit = Stretch }, ct);
            if (found.Count == Stretch)
                end = Math.Min(end, found[^1].Index + 1);
            foreach (var (index, bytes) in found)
            {
                if (EntryEncoding.TryDecode(bytes, out var entry) && entry.Subject is { } subject && watched.ContainsKey(subject) && entry.Record is not null && Change(entry) is not null)
                    entries.Add((index, entry));
            }
        }
        var told = entries.Where(entry => entry.Index < end).OrderBy(entry => entry.Index).ToList();
        if (told.Count > most)
            (told, end) = (told[..most], told[most].Index);
        var shown = await ShownAsync(watched, [.. told.Select(entry => entry.Entry.Subject!).Distinct()], ChinaCalendar.Today(time.GetUtcNow()), ct);
        return ([.. told.Select(entry => Item(entry.Index, entry.Entry, watched[entry.Entry.Subject!], shown))], end);
    }

    /// <summary>Records whose last day was one since a day, and is over by the calendar alone: all of as many whole days as come to <paramref name="most"/>, one day at least, and the day to go on from.</summary>
    public async Task<(IReadOnlyList<ExpiredItem> Items, DateOnly Next)> ExpiredAsync(IReadOnlyDictionary<string, Watch> watched, DateOnly since, DateOnly today, int most, CancellationToken ct)
    {
        var expired = new List<ExpiredItem>();
        if (since >= today)
            return (expired, today);
        foreach (var page in watched.Keys.Order(StringComparer.Ordinal).Chunk(PageSize))
        {
            var found = await profiles.FindManyAsync(page, ct);
            foreach (var profile in page.Select(code => found.GetValueOrDefault(code)).OfType<SubjectProfile>())
            {
                expired.AddRange(OwnRecord.On(profile, book.Lifecycle, today)
                    .Where(record => record.State == OwnState.Expired && record.Shared!.Value.Until >= since && Sees(watched[profile.Code], record.Item!))
                    .Select(record => new ExpiredItem(profile.Code, record.Held.Key.ToString(), record.Shared!.Value.Until, watched[profile.Code].Purpose, watched[profile.Code].CaseNumber)));
            }
        }
        var days = expired.Select(item => item.LastDay).Order().ToList();
        if (days.Count <= most)
            return (expired, today);
        var next = (days[most] > days[0] ? days[most] : days.Find(day => day > days[0])) ?? today;
        return (expired.FindAll(item => item.LastDay < next), next);
    }

    /// <summary>Null for an entry by which nothing changed: a rejection, a repetition.</summary>
    private static string? Change(LogEntry entry) =>
        entry.Kind == EntryKind.RecordErased ? RecordWords.Word(ChangeKind.Erase)
        : entry.Outcome == RecordWords.Word(Outcome.Accepted) ? entry.Detail.GetValueOrDefault("change")
        : null;

    /// <summary>Keys of the records that may be named: those that their subject's profile holds and that are of a class which the agency sees for the purpose of its watch, without an authorisation.</summary>
    private async Task<HashSet<string>> ShownAsync(IReadOnlyDictionary<string, Watch> watched, IReadOnlyList<string> codes, DateOnly today, CancellationToken ct)
    {
        var shown = new HashSet<string>();
        foreach (var page in codes.Chunk(PageSize))
        {
            foreach (var profile in (await profiles.FindManyAsync(page, ct)).Values)
            {
                // What was never shared, a minor record that nobody found necessary to publish, is not named.
                shown.UnionWith(OwnRecord.On(profile, book.Lifecycle, today)
                    .Where(record => record is { Item: { } item, Shared: not null } && Sees(watched[profile.Code], item))
                    .Select(record => record.Held.Key.ToString()));
            }
        }
        return shown;
    }

    private bool Sees(Watch watch, CatalogueItem item) => book.Entitlements.Of(watch.Agency, watch.Purpose, authorised: false).Allows(item.Sharing);

    private static ChangeItem Item(long index, LogEntry entry, Watch watch, HashSet<string> shown) => new(
        index, entry.At, watch.Code, Change(entry)!, shown.Contains(entry.Record!.Key) ? new(entry.Record.Key, entry.Record.Version) : null, watch.Purpose, watch.CaseNumber);
}
