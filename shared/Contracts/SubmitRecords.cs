namespace CreditShare.Contracts;

/// <summary>
/// Command of one city to the registry: decide these records. One chunk of a batch, at most <see cref="MessageLimits.RecordsPerMessage"/> records.
/// Sending a chunk again is harmless: the registry answers with the decisions it made the first time.
/// </summary>
public sealed record SubmitRecords
{
    /// <summary>GB/T 2260 code of the sending city, six digits. The registry checks it against the queue and the signature.</summary>
    public required string City { get; init; }

    /// <summary>The batch's id, unique in the city for ever.</summary>
    public required string Batch { get; init; }

    /// <summary>Number of this chunk within its batch, from 0.</summary>
    public required int Chunk { get; init; }

    /// <summary>The bureau account that pushed the batch; from its token, never from its payload.</summary>
    public required string Account { get; init; }

    /// <summary>When the city's ingestion took the batch (UTC); timeliness is measured by it.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    public required IReadOnlyList<SubmittedRecord> Records { get; init; }

    /// <summary>Ed25519 signature of the city's key over <see cref="SubmissionDigest"/>.</summary>
    public required byte[] Signature { get; init; }
}
