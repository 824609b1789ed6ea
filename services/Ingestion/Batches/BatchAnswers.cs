using CreditShare.Domain.Deciding;
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
/// <param name="Format">JSON, NDJSON or CSV.</param>
/// <param name="ReceivedAt">UTC.</param>
/// <param name="Counts">Records by how far they have come.</param>
/// <param name="IgnoredColumns">Titles of a table that no field has, the first 50, each cut to 100 characters; their cells were not read.</param>
/// <param name="Links">Where to read on.</param>
public sealed record BatchStatus(
    string Id, string City, BatchState State, string Format, DateTimeOffset ReceivedAt, BatchCounts Counts, IReadOnlyList<string> IgnoredColumns, BatchLinks Links)
{
    public static BatchStatus Of(string city, SpooledBatch batch)
    {
        var state = batch.Decided == batch.Records ? BatchState.Decided : batch.Sent == batch.Records ? BatchState.Sent : BatchState.Received;
        var (accepted, repeated, duplicate, rejected) = batch.Counts;
        return new(
            batch.Id, city, state, batch.Format, batch.ReceivedAt, new(batch.Records, batch.Sent, batch.Decided, accepted, repeated, duplicate, rejected),
            batch.IgnoredColumns, new($"/v1/batches/{batch.Id}", $"/v1/batches/{batch.Id}/decisions", $"/v1/batches/{batch.Id}/errors"));
    }
}

public sealed record BatchCounts(int Received, int Sent, int Decided, int Accepted, int Repeated, int Duplicate, int Rejected);

public sealed record BatchLinks(string Self, string Decisions, string Errors);

/// <summary>A page of decisions.</summary>
/// <param name="Items">In the order of the batch.</param>
/// <param name="Next">Address of the next page; absent on the last one.</param>
/// <param name="Pending">Records of the batch that are not decided yet; ask again later.</param>
public sealed record DecisionPage(IReadOnlyList<Decision> Items, string? Next, int Pending);

/// <summary>A row to mend: one fault of one record.</summary>
public sealed record ErrorRow(int Line, string Field, string? Found, string Code, string Zh, string En, string RightZh, string RightEn, string LogEntry);

/// <summary>A page of rows to mend.</summary>
/// <param name="Items">In the order of the batch.</param>
/// <param name="Next">Address of the next page; absent on the last one.</param>
/// <param name="Pending">Records of the batch that are not decided yet; ask again later.</param>
public sealed record ErrorPage(IReadOnlyList<ErrorRow> Items, string? Next, int Pending);
