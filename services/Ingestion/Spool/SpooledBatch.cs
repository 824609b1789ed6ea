using CreditShare.Ingestion.Imports.Tables;

namespace CreditShare.Ingestion.Spool;

/// <summary>A batch as the spool knows it.</summary>
/// <param name="Id">Unique for ever.</param>
/// <param name="Account">Who pushed it.</param>
/// <param name="Format">json, ndjson or csv.</param>
/// <param name="ReceivedAt">When its body began to arrive (UTC).</param>
/// <param name="Records">Lines taken.</param>
/// <param name="Sent">Records that the broker has confirmed.</param>
/// <param name="Decided">Records decided.</param>
/// <param name="Counts">Decisions by outcome.</param>
/// <param name="IgnoredColumns">Titles of a table that no field has.</param>
public sealed record SpooledBatch(
    string Id, string Account, string Format, DateTimeOffset ReceivedAt, int Records, int Sent, int Decided, OutcomeCounts Counts,
    IReadOnlyList<string> IgnoredColumns)
{
    /// <summary>Of the file that was pushed, cleaned and cut; null where none was told.</summary>
    internal string? FileName { get; init; }

    /// <summary>What the table looked like; null for JSON and NDJSON.</summary>
    internal TableSource? Source { get; init; }

    /// <summary>Why records were refused, most frequent first.</summary>
    internal IReadOnlyList<Tally> Reasons { get; init; } = [];

    /// <summary>By which rules cells were read as something other than they say, most frequent first.</summary>
    internal IReadOnlyList<Tally> Rules { get; init; } = [];

    /// <summary>True once its rows, and what was read otherwise, were deleted.</summary>
    internal bool RowsGone { get; init; }
}

/// <summary>How often something came in a batch.</summary>
/// <param name="Code">The reason's or the rule's.</param>
/// <param name="Field">Path of the field; empty for the whole record and for names that are no field's.</param>
/// <param name="Zh">Of a reason, what the first one says; null for a rule.</param>
/// <param name="Count">How often.</param>
internal sealed record Tally(string Code, string Field, string? Zh, int Count);

/// <summary>Decisions by outcome.</summary>
public sealed record OutcomeCounts(int Accepted, int Repeated, int Duplicate, int Rejected);

/// <summary>A chunk waiting to be sent or decided.</summary>
/// <param name="Seq">Place in the city's order.</param>
/// <param name="Batch">Its batch.</param>
/// <param name="Chunk">Number in the batch, from 0.</param>
/// <param name="Account">Who pushed the batch.</param>
/// <param name="ReceivedAt">UTC.</param>
/// <param name="Trace">W3C trace context of the push; null if there was none.</param>
/// <param name="Body">Its records, see <see cref="ChunkBody"/>.</param>
internal sealed record WaitingChunk(long Seq, string Batch, int Chunk, string Account, DateTimeOffset ReceivedAt, string? Trace, byte[] Body);
