namespace CreditShare.Storage.Sqlite;

/// <summary>Calls of receivers, in SQLite: columns of their notices.</summary>
public sealed class SqliteCallStore(SqliteStore store) : ICallStore
{
    public Task<IReadOnlyList<DueCall>> DueAsync(string agency, DateTimeOffset now, int most, CancellationToken ct) => Task.FromResult<IReadOnlyList<DueCall>>(store.Read(session => session.Query(
        "SELECT id, opened_at, calls FROM notices WHERE agency = @p0 AND call_ended = 0 AND call_at <= @p1 AND done IS NULL ORDER BY call_at LIMIT @p2",
        row => new DueCall(row.GetString(0), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(1)), row.GetInt32(2)), agency, now.ToUnixTimeMilliseconds(), most)));

    public Task WriteCallAsync(string notice, CallState state, CancellationToken ct) => store.WriteAsync(
        session => session.Execute(
            "UPDATE notices SET calls = @p1, call_at = @p2, called_at = @p3, call_said = @p4, call_ended = @p5 WHERE id = @p0 AND calls < @p1 AND called_at IS NULL",
            notice, state.Calls, state.NextAt?.ToUnixTimeMilliseconds(), state.DeliveredAt?.ToUnixTimeMilliseconds(), state.Said, state.NextAt is null),
        ct);

    public Task<IReadOnlyList<CallCount>> CountCallsAsync(CancellationToken ct) => Task.FromResult<IReadOnlyList<CallCount>>(store.Read(session => session.Query(
        "SELECT agency, count(called_at), sum(called_at IS NULL AND call_ended = 1 AND done IS NULL), sum(called_at IS NULL AND call_ended = 0 AND calls > 0 AND done IS NULL) " +
        "FROM notices GROUP BY agency ORDER BY agency",
        row => new CallCount(row.GetString(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3)))));

    public Task WriteGoneAsync(GoneReceiver gone, CancellationToken ct) => store.WriteAsync(
        session => session.Execute(
            "INSERT INTO receivers VALUES (@p0, @p1, @p2) ON CONFLICT DO UPDATE SET address = excluded.address, gone_at = excluded.gone_at", gone.Agency, gone.Address, gone.At.ToUnixTimeMilliseconds()),
        ct);

    public Task<IReadOnlyList<GoneReceiver>> ReadGoneAsync(CancellationToken ct) => Task.FromResult<IReadOnlyList<GoneReceiver>>(store.Read(session => session.Query(
        "SELECT agency, address, gone_at FROM receivers ORDER BY agency", row => new GoneReceiver(row.GetString(0), row.GetString(1), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(2))))));
}
