
namespace CreditShare.Storage.Sqlite;

/// <summary>Witnesses and the checkpoint shown, in SQLite.</summary>
public sealed class SqliteWitnessStore(SqliteStore store) : IWitnessStore
{
    public Task<PublishedCheckpoint?> ReadPublishedAsync(CancellationToken ct) => Task.FromResult(store.Read(session => session.Query(
        "SELECT note, cosignatures, quorum, witnessed_at FROM published",
        row => new PublishedCheckpoint(row.GetString(0), row.GetInt32(1), row.GetInt32(2), row.IsDBNull(3) ? null : DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(3)))).FirstOrDefault()));

    public Task ReplacePublishedAsync(string? before, PublishedCheckpoint after, CancellationToken ct) =>
        store.WriteAsync(session =>
        {
            var witnessed = after.WitnessedAt?.ToUnixTimeMilliseconds();
            var written = before is null
                ? session.Execute("INSERT INTO published VALUES (1, @p0, @p1, @p2, @p3) ON CONFLICT DO NOTHING", after.Note, after.Cosignatures, after.Quorum, witnessed)
                : session.Execute(
                    "UPDATE published SET note = @p1, cosignatures = @p2, quorum = @p3, witnessed_at = @p4 WHERE note = @p0", before, after.Note, after.Cosignatures, after.Quorum, witnessed);
            if (written != 1)
                throw new StoreConflictException("The checkpoint shown is not the one expected: another registry moved it.");
        }, ct);

    public Task<IReadOnlyList<WitnessStanding>> ReadWitnessesAsync(CancellationToken ct) => Task.FromResult<IReadOnlyList<WitnessStanding>>(store.Read(session => session.Query(
        "SELECT name, size, cosignature, at, evidence FROM witnesses",
        row => new WitnessStanding(row.GetString(0), row.GetInt64(1), Text(row, 2), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(3)), Text(row, 4)))));

    public Task WriteWitnessAsync(WitnessStanding standing, CancellationToken ct) =>
        store.WriteAsync(
            session => session.Execute(
                "INSERT INTO witnesses VALUES (@p0, @p1, @p2, @p3, @p4) ON CONFLICT DO UPDATE SET size = excluded.size, cosignature = excluded.cosignature, at = excluded.at, " +
                "evidence = coalesce(evidence, excluded.evidence)",
                standing.Name, standing.Size, standing.Cosignature, standing.At.ToUnixTimeMilliseconds(), standing.Evidence),
            ct);

    private static string? Text(Microsoft.Data.Sqlite.SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
