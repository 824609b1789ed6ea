using CreditShare.Domain.Deciding;
using CreditShare.Ingestion.Answers;
using CreditShare.Ingestion.Spool;

namespace CreditShare.Ingestion.Batches;

/// <summary>How far a batch has come.</summary>
public enum BatchState
{
    /// <summary>Safe in the spool.</summary>
    Received,

    /// <summary>All its records have been handed to the broker.</summary>
    Sent,

    /// <summary>Every record has its decision.</summary>
    Decided,
}

/// <summary>A batch, as its bureau reads it.</summary>
/// <param name="Id">Id of the batch.</param>
/// <param name="City">The bureau's city.</param>
/// <param name="State">How far it has come.</param>
/// <param name="Format">JSON, NDJSON, CSV or XLSX.</param>
/// <param name="FileName">Of the file that was pushed, without folders and what cannot be seen, 100 characters at most; absent where none was told.</param>
/// <param name="ReceivedAt">UTC.</param>
/// <param name="Counts">Records by how far they have come.</param>
/// <param name="IgnoredColumns">Titles of a table that no field has, the first 50, each cut to 100 characters; their cells were not read.</param>
/// <param name="Encoding">What a CSV file was read in; null for all else.</param>
/// <param name="Sheets">What was read of a table, in the order of the file; a CSV file is one without a name. Empty for JSON and NDJSON.</param>
/// <param name="SkippedSheets">Names of a workbook's sheets of which nothing was read.</param>
/// <param name="Normalised">Cells that were read, by a stated rule, as something other than they say.</param>
/// <param name="Reasons">Why records were refused, most frequent first; empty until all are decided.</param>
/// <param name="Links">Where to read on.</param>
public sealed record BatchStatus(
    string Id, string City, BatchState State, string Format, string? FileName, DateTimeOffset ReceivedAt, BatchCounts Counts, IReadOnlyList<string> IgnoredColumns,
    string? Encoding, IReadOnlyList<BatchSheet> Sheets, IReadOnlyList<string> SkippedSheets, int Normalised, IReadOnlyList<ReasonCount> Reasons, BatchLinks Links)
{
    public static BatchStatus Of(string city, SpooledBatch batch)
    {
        var state = batch.Decided == batch.Records ? BatchState.Decided : batch.Sent == batch.Records ? BatchState.Sent : BatchState.Received;
        var (accepted, repeated, duplicate, rejected) = batch.Counts;
        var places = new TablePlaces(batch.Source);
        return new(
            batch.Id, city, state, batch.Format, batch.FileName, batch.ReceivedAt, new(batch.Records, batch.Sent, batch.Decided, accepted, repeated, duplicate, rejected),
            batch.IgnoredColumns, batch.Source?.Encoding,
            [.. (batch.Source?.Sheets ?? []).Select((sheet, n) => new BatchSheet(sheet.Name, sheet.Template, sheet.TitleLine, places.RecordsOf(n, batch)))],
            batch.Source?.SkippedSheets ?? [], batch.Rules.Sum(rule => rule.Count),
            state == BatchState.Decided ? [.. batch.Reasons.Select(reason => new ReasonCount(reason.Code, reason.Field, reason.Zh ?? "", reason.Count))] : [],
            BatchLinks.Of(batch.Id));
    }
}

public sealed record BatchCounts(int Received, int Sent, int Decided, int Accepted, int Repeated, int Duplicate, int Rejected);

/// <param name="Name">Of a workbook's sheet; null for CSV.</param>
/// <param name="Template">Name of the template that its titles are of.</param>
/// <param name="TitleLine">The line or row on which they stand, from 1.</param>
/// <param name="Records">Records read of it.</param>
public sealed record BatchSheet(string? Name, string Template, int TitleLine, int Records);

/// <param name="Code">The reason's.</param>
/// <param name="Field">Path of the field; empty for the whole record.</param>
/// <param name="Zh">What the first of them says.</param>
/// <param name="Count">How often it was given.</param>
public sealed record ReasonCount(string Code, string Field, string Zh, int Count);

public sealed record BatchLinks(string Self, string Decisions, string Errors, string RowsToMend, string Normalised)
{
    public static BatchLinks Of(string batch)
    {
        var self = $"/v1/batches/{batch}";
        return new(self, $"{self}/decisions", $"{self}/errors", $"{self}/rows-to-mend", $"{self}/normalised");
    }
}

/// <summary>A page of decisions.</summary>
/// <param name="Items">In the order of the batch.</param>
/// <param name="Next">Address of the next page; absent on the last one.</param>
/// <param name="Pending">Records of the batch that are not decided yet; ask again later.</param>
public sealed record DecisionPage(IReadOnlyList<Decision> Items, string? Next, int Pending);
