using Microsoft.Data.Sqlite;

namespace CreditShare.Storage.Sqlite;

/// <summary>Notices in SQLite.</summary>
public sealed class SqliteNoticeStore(SqliteStore store) : INoticeStore
{
    private const string Columns = "id, cursor, agency, record, subject, from_version, to_version, change, decided_at, opened_at, decision, answer, done, confirmed_at, confirmation";

    public Task AddAsync(IReadOnlyCollection<Notice> notices, CancellationToken ct) => notices.Count == 0 ? Task.CompletedTask : store.WriteAsync(session =>
    {
        foreach (var notice in notices)
        {
            session.Execute(
                "INSERT INTO notices (id, cursor, agency, record, subject, from_version, to_version, change, decided_at, opened_at, decision, answer, call_at) " +
                "VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10, @p11, @p9) ON CONFLICT DO NOTHING",
                notice.Id, notice.Cursor, notice.Agency, notice.Key, notice.Subject, notice.FromVersion, notice.ToVersion, notice.Change,
                notice.DecidedAt.ToUnixTimeMilliseconds(), notice.OpenedAt.ToUnixTimeMilliseconds(), notice.Decision, notice.Answer);
        }
    }, ct);

    public Task<IReadOnlyList<Notice>> FindAsync(NoticeFilter filter, CancellationToken ct) => Task.FromResult<IReadOnlyList<Notice>>(store.Read(session =>
    {
        var sql = $"SELECT {Columns} FROM notices WHERE cursor > @p0 AND cursor < @p1{(filter.OnlyOpen ? " AND done IS NULL" : "")}";
        return filter.Agency is { } agency
            ? session.Query($"{sql} AND agency = @p3 ORDER BY cursor LIMIT @p2", Read, filter.After, filter.Below, filter.Limit, agency)
            : session.Query($"{sql} ORDER BY cursor LIMIT @p2", Read, filter.After, filter.Below, filter.Limit);
    }));

    public Task<Notice?> FindAsync(string id, CancellationToken ct) =>
        Task.FromResult(store.Read(session => session.Query($"SELECT {Columns} FROM notices WHERE id = @p0", Read, id).FirstOrDefault()));

    public Task ConfirmAsync(string id, NoticeConfirmation confirmation, CancellationToken ct) => store.WriteAsync(
        session => session.Execute(
            "UPDATE notices SET done = @p1, confirmed_at = @p2, confirmation = @p3 WHERE id = @p0 AND done IS NULL", id, confirmation.Done, confirmation.At.ToUnixTimeMilliseconds(), confirmation.LogEntry),
        ct);

    public Task<IReadOnlyList<OpenNotices>> CountOpenAsync(long below, CancellationToken ct) => Task.FromResult<IReadOnlyList<OpenNotices>>(store.Read(session => session.Query(
        "SELECT agency, count(*), min(decided_at) FROM notices WHERE done IS NULL AND cursor < @p0 GROUP BY agency ORDER BY agency",
        row => new OpenNotices(row.GetString(0), row.GetInt64(1), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(2))), below)));

    public Task DeleteNoticesAsync(DateTimeOffset before, CancellationToken ct) =>
        store.WriteAsync(session => session.Execute("DELETE FROM notices WHERE decided_at < @p0", before.ToUnixTimeMilliseconds()), ct);

    private static Notice Read(SqliteDataReader row) => new()
    {
        Id = row.GetString(0),
        Cursor = row.GetInt64(1),
        Agency = row.GetString(2),
        Key = row.GetString(3),
        Subject = row.GetString(4),
        FromVersion = row.GetInt32(5),
        ToVersion = row.GetInt32(6),
        Change = row.GetString(7),
        DecidedAt = DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(8)),
        OpenedAt = DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(9)),
        Decision = row.GetString(10),
        Answer = row.GetString(11),
        Confirmation = row.IsDBNull(12) ? null : new(row.GetString(12), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(13)), row.GetString(14)),
    };
}
