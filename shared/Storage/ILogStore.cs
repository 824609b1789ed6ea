using CreditShare.Domain.Deciding;
using CreditShare.ExchangeLog.Entries;
using CreditShare.ExchangeLog.Tiles;

namespace CreditShare.Storage;

/// <summary>
/// The exchange log's place in the central store. Safe for concurrent callers in several processes. The steps of sequencing, in their order:
/// stage, append, integrate (tiles), sign (checkpoint). Each may be repeated after a crash; none can be undone.
/// Every method may throw <see cref="StoreUnavailableException"/>.
/// </summary>
public interface ILogStore
{
    /// <summary>Durable when the task ends. Staging an entry id again is no error and no second entry.</summary>
    /// <exception cref="StoreLimitException">An entry, with its content, is larger than the engine can keep: of these nothing was staged, and others are not held up.</exception>
    Task StageAsync(IReadOnlyList<StagedEntry> entries, CancellationToken ct);

    /// <summary>Number of entries that have an index.</summary>
    Task<long> SizeAsync(CancellationToken ct);

    /// <summary>
    /// Gives staged entries, in the order of staging, the indexes <paramref name="size"/>, <paramref name="size"/>+1, … and returns the new size.
    /// Durable when the task ends; an index never changes.
    /// </summary>
    /// <exception cref="StoreConflictException">The log has another size: another sequencer is at work. Stop.</exception>
    /// <exception cref="InvalidDataException">Entries that had an index are gone. Stop.</exception>
    Task<long> AppendStagedAsync(long size, int most, CancellationToken ct);

    /// <summary>The bytes of entries [from, until), in order; each must have an index.</summary>
    /// <exception cref="InvalidDataException">An entry that had an index is gone.</exception>
    Task<IReadOnlyList<byte[]>> ReadEntriesAsync(long from, long until, CancellationToken ct);

    /// <summary>
    /// Entries [from, until) that have an index, in order, with the content that is still kept and with the words under which they are found. One that is gone is
    /// missing in the answer.
    /// </summary>
    /// <param name="from">Index of the first.</param>
    /// <param name="until">Index behind the last.</param>
    /// <param name="ct">Cancels the reading.</param>
    /// <param name="mostBytes">The answer ends with the entry by which entries and contents come to as many bytes, though there were more: some contents have megabytes.</param>
    Task<IReadOnlyList<FiledEntry>> ReadStoredAsync(long from, long until, CancellationToken ct, long mostBytes = long.MaxValue);

    /// <summary>
    /// Entries without an index, in the order in which they will get it; the first is the one that would get <paramref name="from"/>, or the first of all if the log is longer by now.
    /// Another process's clock may put one before them still.
    /// </summary>
    Task<IReadOnlyList<FiledEntry>> ReadWaitingAsync(long from, int most, CancellationToken ct);

    /// <summary>Deletes what these entries commit to, the keys of the commitments, and by whom they were found for their content, for good. The entries stay. Durable when the task ends; again is no error.</summary>
    Task EraseContentAsync(IReadOnlyCollection<long> indexes, CancellationToken ct);

    /// <summary>The tiles of these paths, each at the path's width; a stored tile that has grown is cut. Null where there is none so wide.</summary>
    Task<IReadOnlyList<Tile?>> ReadTilesAsync(IReadOnlyList<TilePath> paths, CancellationToken ct);

    /// <summary>Durable when the task ends. Writing a tile again is no error; a wider stored tile stays. A tile only grows, its bytes never change.</summary>
    Task WriteTilesAsync(IReadOnlyList<Tile> tiles, CancellationToken ct);

    /// <summary>The signed note of the latest checkpoint; null before the first.</summary>
    Task<string?> ReadCheckpointAsync(CancellationToken ct);

    /// <summary>Replaces the latest checkpoint, if it still is <paramref name="before"/> to the letter. Durable when the task ends.</summary>
    /// <exception cref="StoreConflictException">It is not: another sequencer is at work. Stop.</exception>
    Task ReplaceCheckpointAsync(string? before, string after, CancellationToken ct);

    /// <summary>
    /// Makes <paramref name="holder"/> the leader until an instant, unless another's lead lasts. It has ended once <paramref name="now"/> (UTC) has come to its instant, or if it still is <paramref name="unrenewed"/> to the letter:
    /// one that the caller has watched for so long that its holder, did it live, would have renewed it. So where clocks differ, or one was set, a dead leader's place is taken as soon. Only sequencers that lead are to work; what
    /// keeps two from forking the log is not this, but the conditions of the steps above.
    /// </summary>
    /// <returns>The lead as it is now, this holder's or another's.</returns>
    Task<Lead> LeadAsync(string holder, DateTimeOffset now, DateTimeOffset until, CancellationToken ct, Lead? unrenewed = null);

    /// <summary>Entries with an index that fit the filter, oldest first from the cursor, or newest first if asked.</summary>
    Task<IReadOnlyList<SequencedEntry>> FindEntriesAsync(EntryFilter filter, CancellationToken ct);

    /// <summary>One entry by id, with its content if that is still kept; null if unknown. Its index is null until it is sequenced.</summary>
    Task<StoredEntry?> FindEntryAsync(string id, CancellationToken ct);
}

/// <summary>Who is to sequence the log.</summary>
/// <param name="Holder">The registry's name; another after each start.</param>
/// <param name="Until">By its holder's clock (UTC), in milliseconds; later each time that it is renewed.</param>
public sealed record Lead(string Holder, DateTimeOffset Until);

/// <summary>An entry on its way into the log, with the content that it commits to.</summary>
/// <param name="Entry">The entry's members, by which it is found.</param>
/// <param name="Bytes">The leaf: <see cref="EntryEncoding"/> of the entry, and never encoded again.</param>
/// <param name="CommitKey">Key of the commitment; null if the entry commits to nothing. Erased together with the content.</param>
/// <param name="Content">What the entry commits to.</param>
public sealed record StagedEntry(LogEntry Entry, byte[] Bytes, byte[]? CommitKey, byte[]? Content)
{
    /// <summary>Subjects that the content tells of, where the entry itself names none: it is found by each of them too, for as long as its content is kept.</summary>
    public IReadOnlyList<string> Named { get; init; } = [];
}

/// <param name="Index">Place in the tree, from 0.</param>
/// <param name="Bytes">The leaf.</param>
public sealed record SequencedEntry(long Index, byte[] Bytes);

/// <param name="Index">Place in the tree; null until sequenced.</param>
/// <param name="Bytes">The leaf.</param>
/// <param name="CommitKey">Null if there is none or it was erased.</param>
/// <param name="Content">Null if there is none or it was erased.</param>
public sealed record StoredEntry(long? Index, byte[] Bytes, byte[]? CommitKey, byte[]? Content)
{
    /// <summary>Bytes of entry and content together.</summary>
    public long Size => Bytes.Length + (Content?.Length ?? 0);
}

/// <summary>An entry with the words under which the store files it.</summary>
/// <param name="Stored">The entry.</param>
/// <param name="Filing">What stands beside the leaf, and should say what the leaf says.</param>
public sealed record FiledEntry(StoredEntry Stored, EntryFiling Filing);

/// <summary>The members of an entry by which it is found; written beside the leaf, so that a search need not read leaves.</summary>
/// <param name="At">Milliseconds since 1970, UTC.</param>
public sealed record EntryFiling(string Id, long At, string Kind, string? City, string? Agency, string? Subject, string? Account, string? Purpose, string? Case)
{
    public static EntryFiling Of(LogEntry entry) => new(
        entry.Id, entry.At.ToUnixTimeMilliseconds(), entry.Kind, entry.Actor.City, entry.Actor.Agency, entry.Subject, entry.Actor.Account, entry.Purpose, entry.Case);
}

/// <summary>Which entries to find; null members do not restrict.</summary>
public sealed record EntryFilter
{
    public string? Kind { get; init; }

    public string? City { get; init; }

    public string? Agency { get; init; }

    /// <summary>The entry's own, or one that its content tells of (<see cref="StagedEntry.Named"/>).</summary>
    public string? Subject { get; init; }

    /// <summary>Who did it: the official's, the bureau's or the auditor's account.</summary>
    public string? Account { get; init; }

    public string? Purpose { get; init; }

    public string? Case { get; init; }

    /// <summary>
    /// Only decisions of this batch, which are found by their ids (<see cref="DecisionEntryId.OfBatch"/>): each page reads all ids of the batch, however large the log is.
    /// </summary>
    public (string City, string Batch)? Batch { get; init; }

    /// <summary>Only entries with this index or a larger one; null from the first.</summary>
    public long? AtLeast { get; init; }

    /// <summary>Only entries with a smaller index; null for all there are.</summary>
    public long? Below { get; init; }

    /// <summary>UTC, included.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>UTC, not included.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Go on after this index (before it, if newest first); null from the start.</summary>
    public long? After { get; init; }

    public bool NewestFirst { get; init; }

    /// <summary>How many at most; 1 or more.</summary>
    public required int Limit { get; init; }

    /// <summary>The indexes among which entries may be found in a log of <paramref name="size"/> entries: the first, and the one behind the last; none if they are equal or out of order.</summary>
    public (long From, long Until) Indexes(long size)
    {
        var (from, until) = (AtLeast ?? 0, Math.Min(Below ?? size, size));
        return After is not { } after ? (from, until) : NewestFirst ? (from, Math.Min(until, after)) : (Math.Max(from, after + 1), until);
    }
}
