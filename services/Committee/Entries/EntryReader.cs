using CreditShare.ExchangeLog.Entries;
using CreditShare.Storage;

namespace CreditShare.Committee.Entries;

/// <summary>Reads one entry and says what has become of that which it commits to.</summary>
internal sealed class EntryReader(ILogStore log)
{
    /// <returns>Null if the log has no such entry.</returns>
    /// <exception cref="StoreUnavailableException">The store cannot be read.</exception>
    public async Task<ReadEntry?> ReadAsync(string id, CancellationToken ct)
    {
        if (await log.FindEntryAsync(id, ct) is not { } stored)
            return null;
        var entry = EntryEncoding.TryDecode(stored.Bytes, out var read) ? read : null;
        var kept = stored is { CommitKey: not null, Content: not null };
        var state = entry?.Commit is null ? ContentState.None
            : kept ? ContentState.Kept
            : stored.Index is { } index && await ErasedContent.IsNamedAsync(log, index, ct) ? ContentState.Erased
            : ContentState.Missing;
        return new(stored, entry, state, entry?.Commit is { } commitment && kept ? commitment.Matches(stored.CommitKey, stored.Content) : null);
    }
}

/// <param name="Stored">As the store has it.</param>
/// <param name="Entry">Its members; null for one of a form that is not known here.</param>
/// <param name="State">Of <see cref="ContentState"/>.</param>
/// <param name="CommitmentHolds">Whether the kept content is what the entry committed to; null if none is kept.</param>
internal sealed record ReadEntry(StoredEntry Stored, LogEntry? Entry, string State, bool? CommitmentHolds);

/// <summary>What has become of an entry's content.</summary>
internal static class ContentState
{
    /// <summary>It commits to nothing.</summary>
    public const string None = "none";

    public const string Kept = "kept";

    /// <summary>By law: an erasure in the log names it.</summary>
    public const string Erased = "erased";

    /// <summary>It is gone, and no erasure names it.</summary>
    public const string Missing = "missing";
}
