using Microsoft.Data.Sqlite;

namespace CreditShare.Storage.Sqlite;

/// <summary>Watches in SQLite.</summary>
public sealed class SqliteWatchStore(SqliteStore store) : IWatchStore
{
    private const string Columns = "agency, code, purpose, case_number, account, since";

    public Task PutAsync(Watch watch, CancellationToken ct) => store.WriteAsync(
        session =>
        {
            session.Execute(
                "INSERT INTO watches VALUES (@p0, @p1, @p2, @p3, @p4, @p5) ON CONFLICT DO UPDATE SET purpose = @p2, case_number = @p3, account = @p4, since = @p5",
                watch.Agency, watch.Code, watch.Purpose, watch.CaseNumber, watch.Account, watch.Since.ToUnixTimeMilliseconds());
        }, ct);

    public Task<bool> DeleteAsync(string agency, string code, CancellationToken ct) =>
        store.WriteAsync(session => session.Execute("DELETE FROM watches WHERE agency = @p0 AND code = @p1", agency, code) == 1, ct);

    public Task<Watch?> FindAsync(string agency, string code, CancellationToken ct) => Task.FromResult(store.Read(session =>
        session.Query($"SELECT {Columns} FROM watches WHERE agency = @p0 AND code = @p1", Row, agency, code).FirstOrDefault()));

    public Task<IReadOnlyList<Watch>> ListAsync(string agency, string? after, int most, CancellationToken ct) => Task.FromResult<IReadOnlyList<Watch>>(store.Read(session =>
        session.Query($"SELECT {Columns} FROM watches WHERE agency = @p0 AND code > @p1 ORDER BY code LIMIT @p2", Row, agency, after ?? "", most)));

    public Task<long> CountAsync(string agency, CancellationToken ct) =>
        Task.FromResult(store.Read(session => session.Scalar<long>("SELECT count(*) FROM watches WHERE agency = @p0", agency)));

    private static Watch Row(SqliteDataReader row) => new(
        row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(5)));
}
