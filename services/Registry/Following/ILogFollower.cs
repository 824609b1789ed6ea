using CreditShare.ExchangeLog.Entries;

namespace CreditShare.Registry.Following;

/// <summary>
/// Derives something from the exchange log: it is given every entry, in order, each at least once. A crash, a take-over by another registry or a frozen one that wakes up
/// repeats entries, so what it does must be repeatable; two registries may for a moment both be at it.
/// </summary>
internal interface ILogFollower
{
    /// <summary>Names its place in the store and its metrics: for ever the same, in lower case.</summary>
    string Name { get; }

    /// <summary>Takes entries in. What follows from them is durable when the task ends: only then does the follower's place move.</summary>
    /// <exception cref="Storage.StoreUnavailableException">Asked again, with the same entries.</exception>
    /// <exception cref="Storage.StoreConflictException">Likewise.</exception>
    /// <remarks>Any other exception means that an entry cannot be taken: each is then given alone, and the one at which it happens three times is named in the log file and passed over.</remarks>
    Task TakeAsync(IReadOnlyList<FollowedEntry> entries, CancellationToken ct);
}

/// <param name="Index">Place in the log, from 0.</param>
/// <param name="Entry">The entry.</param>
/// <param name="Content">What it commits to; null if there is none or it was erased.</param>
internal sealed record FollowedEntry(long Index, LogEntry Entry, byte[]? Content);
