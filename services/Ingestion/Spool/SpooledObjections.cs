using System.Globalization;
using System.Text.Json;
using CreditShare.Contracts;
using CreditShare.Domain.Calendar;
using CreditShare.Domain.Records;
using CreditShare.Sqlite;
using Microsoft.Data.Sqlite;

namespace CreditShare.Ingestion.Spool;

/// <summary>Objections of subjects to the city's records, as the registry told of them. Safe for concurrent callers.</summary>
internal sealed class SpooledObjections(SqliteDatabase database, TimeProvider time)
{
    private const string Columns = "SELECT seq, body, received_at, settled_at FROM objections ";
    private const string Kept = "coalesce(keep_until, '9999-12-31') >= @p0 ";

    /// <summary>Keeps an objection; one that is kept already stays as it is. Those that may be kept no longer go.</summary>
    public Task AddAsync(ObjectionFiled objection, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var body = JsonSerializer.SerializeToUtf8Bytes(objection);
        var (today, until) = (Day(ChinaCalendar.Today(now)), objection.KeepUntil is { } last ? Day(last) : null);
        return database.WriteAsync(session =>
        {
            // SQLite leaves freed bytes where they are unless it is told to overwrite them.
            session.Scalar<long>("PRAGMA secure_delete = ON");
            session.Execute("DELETE FROM objections WHERE keep_until < @p0", today);
            session.Scalar<long>("PRAGMA secure_delete = OFF");
            session.Execute(
                "INSERT INTO objections (id, body, received_at, keep_until, source_id) VALUES (@p0, @p1, @p2, @p3, @p4) ON CONFLICT DO NOTHING",
                objection.Id, body, now.ToUnixTimeMilliseconds(), until, objection.SourceId);
        }, ct);
    }

    /// <summary>In the order in which they came, from a sequence number on; those that may still be kept.</summary>
    public IReadOnlyList<SpooledObjection> Page(long from, int most) => Query(Columns + "WHERE " + Kept + "AND seq >= @p1 ORDER BY seq LIMIT @p2", from, most);

    /// <summary>The same of those that are open: whose time ends first stands first.</summary>
    public IReadOnlyList<SpooledObjection> Open(long from, int most) => Query(Columns + "WHERE " + Kept + "AND settled_at IS NULL AND seq >= @p1 ORDER BY seq LIMIT @p2", from, most);

    /// <summary>Open ones to one record.</summary>
    public IReadOnlyList<SpooledObjection> OpenOf(string sourceId) => Query(Columns + "WHERE " + Kept + "AND settled_at IS NULL AND source_id = @p1 ORDER BY seq", sourceId);

    /// <summary>Of the records from one id to another, both included, those to which one is open.</summary>
    public IReadOnlySet<string> ObjectedTo(string first, string last)
    {
        var today = Day(ChinaCalendar.Today(time.GetUtcNow()));
        return database.Read(session => session.Query(
            "SELECT DISTINCT source_id FROM objections WHERE " + Kept + "AND settled_at IS NULL AND source_id >= @p1 AND source_id <= @p2", row => row.GetString(0), today, first, last)).ToHashSet();
    }

    /// <summary>How many are open.</summary>
    public long CountOpen() => database.Read(session => session.Scalar<long>("SELECT count(*) FROM objections WHERE settled_at IS NULL AND " + Kept, Day(ChinaCalendar.Today(time.GetUtcNow()))));

    /// <summary>Within the transaction in which the city's own changes become decided: a settlement ends an objection, and so does what ends the record.</summary>
    public static void Settle(SqliteSession session, IReadOnlyList<SentNote> notes, DateTimeOffset at)
    {
        foreach (var note in notes.Where(note => note.Version is { Change: ChangeKind.Resolve or ChangeKind.Withdraw or ChangeKind.Repair, Late: false }))
            session.Execute("UPDATE objections SET settled_at = @p1 WHERE source_id = @p0 AND settled_at IS NULL", note.SourceId, at.ToUnixTimeMilliseconds());
    }

    private List<SpooledObjection> Query(string sql, params ReadOnlySpan<object?> values)
    {
        object?[] all = [Day(ChinaCalendar.Today(time.GetUtcNow())), .. values];
        return database.Read(session => session.Query(sql, Row, all));
    }

    private static SpooledObjection Row(SqliteDataReader row) => new(
        row.GetInt64(0), JsonSerializer.Deserialize<ObjectionFiled>((byte[])row.GetValue(1))!, DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(2)),
        row.IsDBNull(3) ? null : DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(3)));

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

/// <param name="Seq">Its place in the order.</param>
/// <param name="Objection">As the registry told of it.</param>
/// <param name="ReceivedAt">When it came here (UTC).</param>
/// <param name="SettledAt">When a change of the city settled it or ended its record (UTC); null while it is open.</param>
internal sealed record SpooledObjection(long Seq, ObjectionFiled Objection, DateTimeOffset ReceivedAt, DateTimeOffset? SettledAt);
