namespace CreditShare.Storage.Sqlite;

/// <summary>The places of the log's followers, in SQLite.</summary>
public sealed class SqlitePlaceStore(SqliteStore store) : IPlaceStore
{
    public Task<long> ReadPlaceAsync(string follower, CancellationToken ct) =>
        Task.FromResult(store.Read(session => session.Scalar<long>("SELECT place FROM places WHERE follower = @p0", follower)));

    public Task MovePlaceAsync(string follower, long place, CancellationToken ct) =>
        store.WriteAsync(
            session => session.Execute("INSERT INTO places VALUES (@p0, @p1) ON CONFLICT DO UPDATE SET place = max(place, excluded.place)", follower, place),
            ct);
}
