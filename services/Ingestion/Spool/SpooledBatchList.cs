using CreditShare.Domain.Deciding;
using CreditShare.Domain.Records;
using CreditShare.Sqlite;
using Microsoft.Data.Sqlite;

namespace CreditShare.Ingestion.Spool;

/// <summary>The city's batches as a list shows them, newest first: by their ids, which begin with the time. Safe for concurrent callers.</summary>
internal sealed class SpooledBatchList(SqliteDatabase database)
{
    private static readonly string Columns =
        $"SELECT id, account, format, received_at, records, {Count(Outcome.Accepted)}, {Count(Outcome.Repeated)}, {Count(Outcome.Duplicate)}, {Count(Outcome.Rejected)}, " +
        "(SELECT count(*) FROM unmended WHERE batch = id), file_name FROM batches ";

    /// <summary>Batches before one, or the newest.</summary>
    /// <param name="before">Id of a batch; null for the newest.</param>
    /// <param name="most">How many.</param>
    public IReadOnlyList<ListedBatch> Before(string? before, int most) => database.Read(session => session.Query(
        Columns + "WHERE complete_at IS NOT NULL AND id < @p0 ORDER BY id DESC LIMIT @p1", Row, before ?? "~", most));

    /// <summary>The same of those with records that are to be mended yet.</summary>
    public IReadOnlyList<ListedBatch> Unmended(string? before, int most) => database.Read(session => session.Query(
        Columns + "WHERE id IN (SELECT batch FROM unmended WHERE batch < @p0) ORDER BY id DESC LIMIT @p1", Row, before ?? "~", most));

    /// <summary>Records of a batch that are to be mended yet.</summary>
    public long UnmendedOf(string batch) => database.Read(session => session.Scalar<long>("SELECT count(*) FROM unmended WHERE batch = @p0", batch));

    /// <summary>Records of the city that are to be mended yet.</summary>
    public long CountUnmended() => database.Read(session => session.Scalar<long>("SELECT count(*) FROM unmended"));

    /// <summary>Takes a batch's records out of those that are to be mended.</summary>
    public Task DismissAsync(string batch, CancellationToken ct) => database.WriteAsync(session => UnmendedRecords.Forget(session, batch), ct);

    /// <summary>The first chunk of a batch, from one on, that has refused or duplicate records; null if none has.</summary>
    public int? NextRemarked(string batch, int from) => database.Read(session =>
        (int?)session.Scalar<long?>("SELECT min(chunk) FROM chunks WHERE batch = @p0 AND chunk >= @p1 AND (rejected > 0 OR duplicate > 0)", batch, from));

    /// <summary>SHA-256 of the file of a batch, as it was received.</summary>
    public byte[] FileHash(string batch) => database.Read(session => session.Scalar<byte[]>("SELECT substr(body_hash, 1, 32) FROM batches WHERE id = @p0", batch)) ?? [];

    private static string Count(Outcome outcome) =>
        $"coalesce((SELECT t.count FROM tallies t WHERE t.batch = id AND what = '{BatchTallies.Outcome}' AND code = '{RecordWords.Word(outcome)}' AND field = ''), 0)";

    private static ListedBatch Row(SqliteDataReader row) => new(
        row.GetString(0), row.GetString(1), row.GetString(2), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(3)), row.GetInt32(4),
        new(row.GetInt32(5), row.GetInt32(6), row.GetInt32(7), row.GetInt32(8)), row.GetInt64(9), row.IsDBNull(10) ? null : row.GetString(10));
}

/// <param name="Id">Of the batch.</param>
/// <param name="Account">Who pushed it.</param>
/// <param name="Format">JSON, NDJSON, CSV or XLSX.</param>
/// <param name="ReceivedAt">UTC.</param>
/// <param name="Records">Lines taken.</param>
/// <param name="Counts">Decisions by outcome.</param>
/// <param name="Unmended">Records that were refused in it and not accepted since.</param>
/// <param name="FileName">Of the file that was pushed, cleaned and cut; null where none was told.</param>
public sealed record ListedBatch(string Id, string Account, string Format, DateTimeOffset ReceivedAt, int Records, OutcomeCounts Counts, long Unmended, string? FileName)
{
    public int Decided => Counts.Accepted + Counts.Repeated + Counts.Duplicate + Counts.Rejected;
}
