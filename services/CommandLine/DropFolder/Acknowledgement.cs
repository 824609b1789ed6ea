using System.Text.Json.Serialization;
using CreditShare.CommandLine.Output;
using CreditShare.CommandLine.Server;

namespace CreditShare.CommandLine.DropFolder;

/// <summary>What is acknowledged of a file, beside the decision about each record. Members that do not apply are absent.</summary>
/// <param name="File">Name under which it was put into the inbox, as a <see cref="Files.ShownName"/>.</param>
/// <param name="Result"><c>done</c> or <c>failed</c>: the folder in which it ends.</param>
/// <param name="Claim">Idempotency key of its push.</param>
/// <param name="Sha256">Of its content as it was last read, lower-case hex.</param>
/// <param name="Bytes">Its size.</param>
internal sealed record Acknowledgement(string File, string Result, string Claim, string Sha256, long Bytes)
{
    public const string Done = "done";
    public const string Failed = "failed";

    /// <summary>Id of the batch; absent if the file was refused as a whole.</summary>
    public string? Batch { get; init; }

    /// <summary>By the server's clock, UTC.</summary>
    public DateTimeOffset? ReceivedAt { get; init; }

    /// <summary>When it was seen here that every record had its decision, UTC.</summary>
    public DateTimeOffset? DecidedAt { get; init; }

    public BatchCounts? Counts { get; init; }

    /// <summary>Reasons of refusals, the most frequent first.</summary>
    public IReadOnlyList<ReasonCount>? Reasons { get; init; }

    public string? Encoding { get; init; }

    public IReadOnlyList<BatchSheet>? Sheets { get; init; }

    public IReadOnlyList<string>? IgnoredColumns { get; init; }

    /// <summary>Cells that were read otherwise than they stand.</summary>
    public int? Normalised { get; init; }

    /// <summary>Name of the workbook with the wrong cells marked, beside this file, as a <see cref="Files.ShownName"/>.</summary>
    public string? MarkedWorkbook { get; init; }

    /// <summary>Why the file was refused as a whole, or cannot be relied upon.</summary>
    public Failure? Problem { get; init; }

    /// <summary>Where the decisions are read from.</summary>
    [JsonIgnore]
    public BatchAnswer? Answer { get; init; }
}
