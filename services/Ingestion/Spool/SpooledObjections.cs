using System.Globalization;
using System.Text.Json;
using CreditShare.Contracts;
using CreditShare.Domain.Calendar;
using CreditShare.Domain.Catalogue;
using CreditShare.Domain.Equality;
using CreditShare.Domain.Lifecycle;
using CreditShare.Domain.Profiles;
using CreditShare.Domain.Records;
using CreditShare.Sqlite;
using Microsoft.Data.Sqlite;

namespace CreditShare.Ingestion.Spool;

/// <summary>Objections to the city's records: those of subjects, as the registry told of them, and the marks that the city set itself. Safe for concurrent callers.</summary>
internal sealed class SpooledObjections(SqliteDatabase database, TimeProvider time, WorkingDays calendar, CatalogueEditions catalogue)
{
    private const int NotedAtOnce = 500;
    private const string Columns = "SELECT seq, body, received_at, settled_at, is_own FROM objections ";
    private const string Kept = "coalesce(keep_until, '9999-12-31') >= @p0 ";

    /// <summary>Keeps an objection that a subject filed; one that is kept already stays as it is. To a record that has ended since none is open. Those that may be kept no longer go.</summary>
    public Task AddAsync(ObjectionFiled objection, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var body = JsonSerializer.SerializeToUtf8Bytes(objection);
        var (today, until) = (ChinaCalendar.Today(now), objection.KeepUntil is { } last ? SpoolColumns.Day(last) : null);
        return database.WriteAsync(session =>
        {
            RemoveExpired(session, today);
            var isEnded = SpooledHoldings.Sent(session, objection.SourceId)?.History.IsEnded == true;
            session.Execute(
                "INSERT INTO objections (id, body, received_at, keep_until, source_id, settle_by, settled_at) VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6) ON CONFLICT DO NOTHING",
                objection.Id, body, now.ToUnixTimeMilliseconds(), until, objection.SourceId, SpoolColumns.Day(objection.SettleBy), isEnded ? now.ToUnixTimeMilliseconds() : null);
        }, ct);
    }

    /// <summary>In the order in which they came, from a sequence number on; those that may still be kept.</summary>
    public IReadOnlyList<SpooledObjection> Page(long from, int most) => Query(Columns + "WHERE " + Kept + "AND seq >= @p1 ORDER BY seq LIMIT @p2", from, most);

    /// <summary>The same of those that subjects filed.</summary>
    public IReadOnlyList<SpooledObjection> Filed(long from, int most) => Query(Columns + "WHERE " + Kept + "AND is_own = 0 AND seq >= @p1 ORDER BY seq LIMIT @p2", from, most);

    /// <summary>Those that are open behind a place, from the first if it is null: whose usual time ends first stands first.</summary>
    public IReadOnlyList<SpooledObjection> Open(ObjectionPlace? after, int most) => Query(
        Columns + "WHERE " + Kept + "AND settled_at IS NULL AND (settle_by, seq) > (@p1, @p2) ORDER BY settle_by, seq LIMIT @p3", after is null ? "" : SpoolColumns.Day(after.SettleBy), after?.Seq ?? 0, most);

    /// <summary>Open ones to one record.</summary>
    public IReadOnlyList<SpooledObjection> OpenOf(string sourceId) => Query(Columns + "WHERE " + Kept + "AND settled_at IS NULL AND source_id = @p1 ORDER BY seq", sourceId);

    /// <summary>Of some records, those to which one is open.</summary>
    public IReadOnlySet<string> ObjectedTo(IEnumerable<string> sourceIds)
    {
        var today = SpoolColumns.Day(ChinaCalendar.Today(time.GetUtcNow()));
        return database.Read(session => sourceIds
            .Where(id => session.Scalar<long>("SELECT EXISTS (SELECT 1 FROM objections WHERE " + Kept + "AND settled_at IS NULL AND source_id = @p1)", today, id) == 1).ToHashSet());
    }

    /// <summary>To how many records one is open, as the committee counts.</summary>
    public long CountOpen() => database.Read(session =>
        session.Scalar<long>("SELECT count(DISTINCT source_id) FROM objections WHERE settled_at IS NULL AND " + Kept, SpoolColumns.Day(ChinaCalendar.Today(time.GetUtcNow()))));

    /// <summary>Within the transaction in which the city's own changes become decided: marks that they set, and what they end, by the rule of all (<see cref="OpenObjection.After"/>).</summary>
    /// <param name="session">Of the transaction.</param>
    /// <param name="noted">The changes.</param>
    /// <param name="decidedAt">UTC.</param>
    /// <param name="at">When they came here (UTC).</param>
    public void Take(SqliteSession session, IReadOnlyList<NotedRecord> noted, DateTimeOffset decidedAt, DateTimeOffset at)
    {
        foreach (var (note, sent, line) in noted)
        {
            // Most are first statements of a fact.
            if (sent.Versions is [{ Change: ChangeKind.Submit or ChangeKind.Correct }])
                continue;
            // A settlement, and what ends the record, ends what subjects filed before it in source order, however late it comes. The same bytes again say nothing of what was filed since.
            var settles = note.Version is { Change: ChangeKind.Resolve or ChangeKind.Withdraw or ChangeKind.Repair } and not { IsAssumed: true, Late: true };
            if (sent.History.IsEnded || (settles && !sent.MarkedHistory.IsDisputed))
                session.Execute("UPDATE objections SET settled_at = @p1 WHERE source_id = @p0 AND is_own = 0 AND settled_at IS NULL", note.SourceId, at.ToUnixTimeMilliseconds());
            var before = session.Query("SELECT body FROM objections WHERE source_id = @p0 AND is_own = 1 AND settled_at IS NULL", row => Own((byte[])row.GetValue(0)), note.SourceId).FirstOrDefault();
            var open = OpenObjection.After(sent.History, note.Version.Version, note.Record.Dispute, ChinaCalendar.Today(decidedAt), before?.Open);
            if (open == before?.Open)
                continue;
            if (before is not null)
                session.Execute("UPDATE objections SET settled_at = @p1 WHERE id = @p0", before.Id, at.ToUnixTimeMilliseconds());
            if (open is not null)
                Add(session, OwnMark.Of(open, note.SourceId, sent.History.OpenDispute!.Version, note.Subject, note.Version.Change == ChangeKind.Dispute ? note.Record : null, calendar), line, at);
        }
    }

    /// <summary>Notes marks that were set before they were kept, as far as the versions tell of them: since when is known by the stamp of the spool, else it is today. Done once; interrupted, the next call goes on.</summary>
    public async Task NoteEarlierAsync(CancellationToken ct)
    {
        while (database.Read(session => session.Query("SELECT source_id FROM marks_to_note LIMIT @p0", row => row.GetString(0), NotedAtOnce)) is { Count: > 0 } ids)
        {
            var now = time.GetUtcNow();
            await database.WriteAsync(session =>
            {
                foreach (var id in ids)
                {
                    session.Execute("DELETE FROM marks_to_note WHERE source_id = @p0", id);
                    if (SpooledHoldings.Sent(session, id) is not { History.OpenDispute: { } opened } sent)
                        continue;
                    // As it first came: that its bytes came again later began no new time.
                    var order = sent.Versions.First(version => version.Version == opened.Version).Order;
                    var since = order >= Domain.Deciding.VersionRules.SpoolStampsFrom ? DateTimeOffset.UnixEpoch.AddMicroseconds(order) : now;
                    var open = new OpenObjection(ChinaCalendar.Today(since), DisputeStage.Objection);
                    Add(session, OwnMark.Of(open, id, opened.Version, null, null, calendar), sent.Line(id), now);
                }
            }, ct);
        }
    }

    /// <summary>Within the transaction in which records are noted as erased.</summary>
    public static void Remove(SqliteSession session, IEnumerable<string> sourceIds)
    {
        foreach (var id in sourceIds)
            session.Execute("DELETE FROM objections WHERE source_id = @p0", id);
    }

    /// <summary>Removes those that may be kept no longer.</summary>
    /// <param name="session">Of a transaction.</param>
    /// <param name="today">China's calendar.</param>
    public static void RemoveExpired(SqliteSession session, DateOnly today) => session.Execute("DELETE FROM objections WHERE keep_until < @p0", SpoolColumns.Day(today));

    private void Add(SqliteSession session, OwnMark mark, HoldingLine? line, DateTimeOffset at)
    {
        // Of a fact that was never noted the day is not known, nor until when its content may be kept: then the mark is kept without what it says.
        var until = RetentionRules.LastDay(line?.Day ?? mark.ReceivedOn, line?.Item, catalogue);
        if (line is null)
            mark = mark with { Grounds = null };
        session.Execute(
            "INSERT INTO objections (id, body, received_at, keep_until, source_id, settle_by, is_own) VALUES (@p0, @p1, @p2, @p3, @p4, @p5, 1) " +
            "ON CONFLICT (id) DO UPDATE SET body = excluded.body, settle_by = excluded.settle_by, settled_at = NULL",
            mark.Id, JsonSerializer.SerializeToUtf8Bytes(mark), at.ToUnixTimeMilliseconds(), SpoolColumns.Day(until), mark.SourceId, SpoolColumns.Day(mark.SettleBy));
    }

    private List<SpooledObjection> Query(string sql, params ReadOnlySpan<object?> values)
    {
        object?[] all = [SpoolColumns.Day(ChinaCalendar.Today(time.GetUtcNow())), .. values];
        return database.Read(session => session.Query(sql, Row, all));
    }

    private static SpooledObjection Row(SqliteDataReader row)
    {
        var body = (byte[])row.GetValue(1);
        var isOwn = row.GetInt64(4) == 1;
        return new(
            row.GetInt64(0), isOwn ? null : JsonSerializer.Deserialize<ObjectionFiled>(body)!, isOwn ? Own(body) : null, DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(2)),
            row.IsDBNull(3) ? null : DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(3)));
    }

    private static OwnMark Own(byte[] body) => JsonSerializer.Deserialize<OwnMark>(body)!;
}

/// <summary>One of the two: an objection that a subject filed, or a mark that the city set.</summary>
/// <param name="Seq">Its place in the order of arrival.</param>
/// <param name="Filed">As the registry told of it.</param>
/// <param name="Mark">As the city set it.</param>
/// <param name="ReceivedAt">When it came here (UTC).</param>
/// <param name="SettledAt">When a change of the city settled it or ended its record (UTC); null while it is open.</param>
internal sealed record SpooledObjection(long Seq, ObjectionFiled? Filed, OwnMark? Mark, DateTimeOffset ReceivedAt, DateTimeOffset? SettledAt)
{
    public string SourceId => Filed?.SourceId ?? Mark!.SourceId;

    /// <summary>Code of whom the record is about; null where that is not known.</summary>
    public string? Subject => Filed?.Subject ?? Mark?.Subject;

    /// <summary>Last day of the usual time, China's calendar.</summary>
    public DateOnly SettleBy => Filed?.SettleBy ?? Mark!.SettleBy;

    /// <summary>Last day where it takes longer.</summary>
    public DateOnly AtLatest => Filed?.AtLatest ?? Mark!.AtLatest;

    /// <summary>Why; null where that is not known any more.</summary>
    public string? Grounds => Filed is null ? Mark!.Grounds : Filed.Grounds;

    public ObjectionPlace Place => new(SettleBy, Seq);
}

/// <summary>A place among open objections; written as <c>2026-11-30.17</c>.</summary>
internal sealed record ObjectionPlace(DateOnly SettleBy, long Seq)
{
    /// <summary>Null for whatever is no place.</summary>
    public static ObjectionPlace? Read(string? text) => text?.Split('.') is [var day, var number]
        && DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var settleBy) && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var seq)
        ? new(settleBy, seq) : null;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{SettleBy:yyyy-MM-dd}.{Seq}");
}
