using System.Collections;
using System.Globalization;
using System.Text.Json;
using CreditShare.Domain.Deciding;
using CreditShare.Domain.Profiles;
using CreditShare.Domain.Records;
using CreditShare.ExchangeLog.Entries;
using CreditShare.Storage;

namespace CreditShare.Registry.StateChecks;

/// <summary>
/// Reads the log from its first entry and makes of it, in a store of its own, what the registry's store should hold. On the way it holds every content against its
/// entry's commitment. What waits for its place in the log is folded behind it, so that it is held against the store too. A page of entries is held at a time; two bits an entry remember
/// which content is gone, and which is to be.
/// </summary>
internal sealed class LogFold(ILogStore log, IRecordStore scratch, DifferenceList differences)
{
    /// <summary>Small, because the content of a lookup of ten thousand has a megabyte and more.</summary>
    private const int PageSize = 100;

    private readonly BitArray withoutContent = new(0);
    private readonly BitArray erased = new(0);

    /// <summary>Of entries folded before they had their place, the records that they decide.</summary>
    private readonly Dictionary<string, RecordKey?> ahead = [];

    private readonly HashSet<string> unnamed = [];
    private int pages;

    /// <summary>Entries folded.</summary>
    public long Size { get; private set; }

    /// <summary>Records that are decided, and whose entries wait for their place.</summary>
    public int Waiting => ahead.Values.OfType<RecordKey>().Distinct().Count();

    /// <summary>Subjects whose name was given by a statement of which the log no longer says what it stated.</summary>
    public IReadOnlySet<string> Unnamed => unnamed;

    /// <summary>Goes on to what is in the log by now, and on to what waits behind it.</summary>
    /// <param name="least">A size that the log must have.</param>
    /// <param name="progress">Told the size reached.</param>
    /// <param name="ct">Ends it.</param>
    public async Task FoldAsync(long least, IProgress<long>? progress, CancellationToken ct)
    {
        await FoldLogAsync(Math.Max(Math.Max(least, Size), await log.SizeAsync(ct)), progress, ct);
        var read = 0L;
        while (await log.ReadWaitingAsync(Size + read, PageSize, ct) is { Count: > 0 } page)
        {
            // What got its place since the log was folded is not among those that wait, and comes before them: out of order, revisions would be counted wrongly.
            if (await log.SizeAsync(ct) is var size && size > Size)
            {
                await FoldLogAsync(size, progress, ct);
                read = 0;
                continue;
            }
            read += page.Count;
            var entries = new List<(LogEntry Entry, byte[]? Content)>(page.Count);
            foreach (var (stored, filing) in page.Where(filed => !ahead.ContainsKey(filed.Filing.Id)))
            {
                var entry = Check(stored, filing);
                ahead[filing.Id] = entry is not null && LoggedDecision.Is(entry) ? LoggedDecision.KeyOf(entry.Record!) : null;
                if (entry is not null)
                    entries.Add((entry, stored.Content));
            }
            await ApplyAsync(entries, ct);
        }
    }

    private async Task FoldLogAsync(long until, IProgress<long>? progress, CancellationToken ct)
    {
        withoutContent.Length = erased.Length = checked((int)until);
        while (Size < until)
        {
            var end = Math.Min(until, Size + PageSize);
            var page = await log.ReadStoredAsync(Size, end, ct);
            var entries = new List<(LogEntry Entry, byte[]? Content)>(page.Count);
            var next = Size;
            foreach (var (stored, filing) in page)
            {
                for (; next < stored.Index; next++)
                    differences.Add(StatePart.Entry, DifferenceKind.Missing, Text(next), "There is no such entry.");
                next = stored.Index!.Value + 1;
                if (Check(stored, filing) is { } entry && !ahead.Remove(entry.Id))
                    entries.Add((entry, stored.Content));
            }
            for (; next < end; next++)
                differences.Add(StatePart.Entry, DifferenceKind.Missing, Text(next), "There is no such entry.");
            await ApplyAsync(entries, ct);
            Size = end;
            progress?.Report(Size);
        }
    }

    /// <summary>
    /// Content that is gone must be named by an erasure that is in the log, and what is named must be gone. To be called when all is folded: erasures come behind what they erase.
    /// </summary>
    public async Task CheckErasuresAsync(CancellationToken ct)
    {
        for (var index = 0; index < withoutContent.Length; index++)
        {
            if (withoutContent[index] && !erased[index])
                differences.Add(StatePart.Content, DifferenceKind.Missing, Text(index), "The entry commits to content that is not kept, and no erasure names it.");
            // Read again: a run that was at it when the entry was read has deleted it since.
            else if (erased[index] && !withoutContent[index] && await log.ReadStoredAsync(index, index + 1, ct) is [{ Stored.Content: not null }])
                differences.Add(StatePart.Content, DifferenceKind.Extra, Text(index), "An erasure names it, and it is there: a run of the retention was cut off, which the next one mends, or somebody put it back.");
        }
    }

    private LogEntry? Check(StoredEntry stored, EntryFiling filing)
    {
        var index = stored.Index is { } place ? Text(place) : filing.Id;
        if (!EntryEncoding.TryDecode(stored.Bytes, out var entry))
        {
            differences.Add(StatePart.Entry, DifferenceKind.Changed, index, "Its bytes are not an entry's.");
            return null;
        }
        if (EntryFiling.Of(entry) is var said && said != filing)
            differences.Add(StatePart.Entry, DifferenceKind.Changed, index, $"It is filed as {filing}, its leaf says {said}.");
        switch (entry.Commit, stored.CommitKey, stored.Content)
        {
            case (null, null, null):
                break;
            case (null, _, _):
                differences.Add(StatePart.Content, DifferenceKind.Extra, index, "The entry commits to nothing.");
                break;
            case ({ }, null, null):
                if (stored.Index is { } gone)
                    withoutContent[(int)gone] = true;
                else
                    differences.Add(StatePart.Content, DifferenceKind.Missing, index, "It waits for its place and commits to content that is not kept.");
                break;
            case ({ } commit, { Length: Commitment.KeyLength } key, { } content) when commit.Matches(key, content):
                // What waits for its place erases nothing yet.
                if (entry.Kind == EntryKind.ContentErased && stored.Index is not null)
                    Remember(content);
                break;
            default:
                differences.Add(StatePart.Content, DifferenceKind.Changed, index, "It is not what the entry commits to.");
                break;
        }
        return entry;
    }

    private void Remember(byte[] content)
    {
        foreach (var index in ErasedContent.Read(content))
        {
            if (index >= 0 && index < erased.Length)
                erased[(int)index] = true;
        }
    }

    private async Task ApplyAsync(List<(LogEntry Entry, byte[]? Content)> entries, CancellationToken ct)
    {
        var decisions = entries.Where(entry => LoggedDecision.Is(entry.Entry))
            .Select(entry => new LoggedDecision(entry.Entry, entry.Content is { } content && CanRead(content, out var record) ? (content, record) : null))
            .Where(decision => decision.IsReadable || Unreadable(decision)).ToList();
        if (decisions.Count == 0)
            return;
        var keys = decisions.Select(decision => decision.Key).ToHashSet();
        var held = await scratch.LoadAsync(keys, [.. decisions.Where(decision => decision.Identity is not null).Select(decision => decision.Identity!)], [], ct);
        var subjects = decisions.Select(decision => decision.Subject).Concat(held.Histories.Values.Select(history => history.Current!.Subject)).ToHashSet();
        held = held with { Profiles = (await scratch.LoadAsync([], [], subjects, ct)).Profiles };
        var fold = new ProfileFold(held.Histories, held.Profiles);
        var identities = new Dictionary<string, RecordKey>(held.Identities);
        var (versions, raised, news) = (new List<NewVersion>(), new List<RaisedVersion>(), new List<NewIdentity>());
        foreach (var decision in decisions)
        {
            var number = fold.History(decision.Key).Versions.Count + 1;
            if (decision.Raises)
            {
                fold.Raise(decision.Key, decision.Version, decision.Order);
                raised.Add(new(decision.Key, decision.Version, decision.Order));
                continue;
            }
            if (decision.Version != number)
                differences.Add(StatePart.Record, DifferenceKind.Changed, decision.Key.ToString(), $"Entry {decision.Entry.Id} says version {decision.Version}, by the log it is version {number}.");
            if (decision.Identity is { } identity && identities.TryAdd(Convert.ToHexString(identity), decision.Key))
                news.Add(new(identity, decision.Key));
            var version = new HeldVersion(number, decision.Order, decision.Hash, decision.Subject, decision.Change);
            Name(decision, fold.History(decision.Key).Current);
            fold.Accept(decision.Key, version, decision.Entry.At, decision.Record);
            versions.Add(new(decision.Key, version, decision.Entry.At, fold.Profile(decision.Subject).Revision, decision.Entry.Id));
        }
        await scratch.ApplyAsync(
            new(new("log", "fold", pages++), DateTimeOffset.UnixEpoch, []),
            new(held.Histories, versions, raised, news, [.. fold.Changed.Select(profile => new ChangedProfile(fold.Before(profile.Code).Revision, profile))], []),
            ct);
    }

    /// <summary>A subject has the name in the record accepted last; an erasure takes it from what is left.</summary>
    private void Name(LoggedDecision decision, HeldVersion? current)
    {
        if (current is not null && current.Order > decision.Order)
            return;
        if (decision.Record is null && decision.Change != ChangeKind.Erase)
            unnamed.Add(decision.Subject);
        else
            unnamed.Remove(decision.Subject);
    }

    private bool Unreadable(LoggedDecision decision)
    {
        // A repetition that raises nothing, and a rejection, change nothing.
        if (decision.Entry.Outcome == RecordWords.Word(Outcome.Accepted) || decision.Entry.Kind == EntryKind.RecordErased)
            differences.Add(StatePart.Entry, DifferenceKind.Changed, decision.Entry.Id, "It does not say what was accepted: order or change are missing.");
        return false;
    }

    private static bool CanRead(byte[] content, out CreditRecord? record)
    {
        try
        {
            record = RecordJson.Read(content);
        }
        catch (JsonException)
        {
            record = null;
        }
        return record is { Kind: not null, Authority: not null, Subject.Code: not null };
    }

    private static string Text(long index) => index.ToString(CultureInfo.InvariantCulture);
}
