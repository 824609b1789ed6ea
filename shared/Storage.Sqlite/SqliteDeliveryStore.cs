using System.Text.Json;
using CreditShare.Domain.Records;

namespace CreditShare.Storage.Sqlite;

/// <summary>Who was told of which record, in SQLite.</summary>
public sealed class SqliteDeliveryStore(SqliteStore store) : IDeliveryStore
{
    public Task WriteDeliveriesAsync(IReadOnlyCollection<Delivery> deliveries, CancellationToken ct) => deliveries.Count == 0 ? Task.CompletedTask : store.WriteAsync(session =>
    {
        foreach (var told in deliveries)
        {
            session.Execute(
                "INSERT INTO deliveries VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7) ON CONFLICT DO UPDATE SET subject = excluded.subject, version = excluded.version, " +
                "disputed = excluded.disputed, at = excluded.at, entry = excluded.entry, log_index = excluded.log_index WHERE excluded.log_index > log_index",
                told.Key, told.Agency, told.Subject, told.Version, told.Disputed, told.At.ToUnixTimeMilliseconds(), told.LogEntry, told.Index);
        }
    }, ct);

    public Task WriteChangesAsync(IReadOnlyCollection<LoggedChange> changes, CancellationToken ct) => changes.Count == 0 ? Task.CompletedTask : store.WriteAsync(session =>
    {
        foreach (var (what, at, entry) in changes)
        {
            session.Execute(
                "INSERT INTO record_changes VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7) ON CONFLICT DO NOTHING",
                what.Key, what.Version, RecordWords.Word(what.Change), what.Late, what.State.Disputed, what.State.Ended, at.ToUnixTimeMilliseconds(), entry);
        }
    }, ct);

    public Task<IReadOnlyList<Delivery>> DeliveriesAsync(IReadOnlyCollection<string> keys, CancellationToken ct) => Task.FromResult<IReadOnlyList<Delivery>>(store.Read(session => session.Query(
        "SELECT record, agency, subject, version, disputed, at, entry, log_index FROM deliveries WHERE record IN (SELECT value FROM json_each(@p0))",
        row => new Delivery(
            row.GetString(0), row.GetString(1), row.GetString(2), row.GetInt32(3), row.GetBoolean(4), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(5)), row.GetString(6), row.GetInt64(7)),
        JsonSerializer.Serialize(keys))));

    public Task<IReadOnlyList<LoggedChange>> ChangesAsync(IReadOnlyCollection<string> keys, CancellationToken ct) => Task.FromResult<IReadOnlyList<LoggedChange>>(store.Read(session => session.Query(
        "SELECT record, version, change, late, disputed, ended, at, entry FROM record_changes WHERE record IN (SELECT value FROM json_each(@p0)) ORDER BY record, version",
        row => new LoggedChange(
            new(row.GetString(0), row.GetInt32(1), RecordWords.HeldChange(row.GetString(2)) ?? throw new InvalidDataException($"There is no change {row.GetString(2)}."), row.GetBoolean(3),
                new(row.GetBoolean(4), row.GetBoolean(5))),
            DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(6)), row.GetString(7)),
        JsonSerializer.Serialize(keys))));

    public Task DeleteDeliveriesAsync(DateTimeOffset before, CancellationToken ct) => store.WriteAsync(session =>
    {
        session.Execute("DELETE FROM deliveries WHERE at < @p0", before.ToUnixTimeMilliseconds());
        session.Execute("DELETE FROM record_changes WHERE at < @p0", before.ToUnixTimeMilliseconds());
    }, ct);
}
