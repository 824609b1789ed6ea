namespace CreditShare.Storage;

/// <summary>
/// What the log's witnesses have said, and the checkpoint that is shown with their cosignatures. Safe for concurrent callers in several processes.
/// Every method may throw <see cref="StoreUnavailableException"/>.
/// </summary>
public interface IWitnessStore
{
    /// <summary>The checkpoint that is shown; null before the first.</summary>
    Task<PublishedCheckpoint?> ReadPublishedAsync(CancellationToken ct);

    /// <summary>Replaces the checkpoint that is shown, if its note still is <paramref name="before"/> to the letter. Durable when the task ends.</summary>
    /// <exception cref="StoreConflictException">It is not: another registry moved it.</exception>
    Task ReplacePublishedAsync(string? before, PublishedCheckpoint after, CancellationToken ct);

    /// <summary>Of every witness that has ever answered, in no order.</summary>
    Task<IReadOnlyList<WitnessStanding>> ReadWitnessesAsync(CancellationToken ct);

    /// <summary>Keeps what a witness said last. Durable when the task ends. Evidence that is there stays, whatever comes after: people take it away.</summary>
    Task WriteWitnessAsync(WitnessStanding standing, CancellationToken ct);
}

/// <summary>A checkpoint as it is shown to everybody.</summary>
/// <param name="Note">With the signature of the log and the cosignatures that have come.</param>
/// <param name="Cosignatures">How many.</param>
/// <param name="Quorum">How many the policy asked for.</param>
/// <param name="WitnessedAt">When a checkpoint last met the policy, UTC; null if none ever did.</param>
public sealed record PublishedCheckpoint(string Note, int Cosignatures, int Quorum, DateTimeOffset? WitnessedAt);

/// <summary>Where a witness stands.</summary>
/// <param name="Name">Of its key.</param>
/// <param name="Size">The size that it last cosigned, by its own word; 0 if never.</param>
/// <param name="Cosignature">Its line for the checkpoint of that size; null if it only told the size.</param>
/// <param name="At">When it said so, UTC.</param>
/// <param name="Evidence">Why the log cannot be what this witness saw, with what was asked and answered; null if all is well.</param>
public sealed record WitnessStanding(string Name, long Size, string? Cosignature, DateTimeOffset At, string? Evidence);
