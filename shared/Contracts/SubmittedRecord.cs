namespace CreditShare.Contracts;

/// <summary>One record of a chunk, or what could be read of it.</summary>
public sealed record SubmittedRecord
{
    /// <summary>The line of the batch it came from: the file's own line for CSV (that on which the row begins) and NDJSON, the place in the array (from 1) for JSON.</summary>
    public required int Line { get; init; }

    /// <summary>
    /// Order among versions of one record: the bureau's own version number where it sent one, else a stamp of the spool that only grows.
    /// A version with a lower number than the held one is late and does not replace it.
    /// </summary>
    public required long Order { get; init; }

    /// <summary>The record's canonical bytes (Domain's <c>RecordJson</c>): what is signed, sent, stored and hashed. Empty if nothing could be read.</summary>
    public required byte[] Content { get; init; }

    /// <summary>What reading already found wrong (JSON list of Domain's <c>Reason</c>); absent if nothing. The registry adds its own and decides.</summary>
    public byte[]? Faults { get; init; }
}
