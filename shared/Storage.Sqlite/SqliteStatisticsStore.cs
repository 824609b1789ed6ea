using System.Globalization;
using System.Text.Json;
using CreditShare.Domain.Statistics;
using Microsoft.Data.Sqlite;

namespace CreditShare.Storage.Sqlite;

/// <summary>Sheets of counts in SQLite: a row each.</summary>
public sealed class SqliteStatisticsStore(SqliteStore store) : IStatisticsStore
{
    public Task<IReadOnlyList<Sheet>> FindAsync(IReadOnlyCollection<SheetId> ids, CancellationToken ct) => Task.FromResult<IReadOnlyList<Sheet>>(store.Read(session => session.Query(
        "SELECT sheet, place, tally FROM statistics WHERE sheet IN (SELECT value FROM json_each(@p0))", Read, JsonSerializer.Serialize(ids.Select(id => id.ToString())))));

    public Task<IReadOnlyList<Sheet>> ListAsync(SheetKind kind, DateOnly from, DateOnly until, CancellationToken ct) => Task.FromResult<IReadOnlyList<Sheet>>(store.Read(session => session.Query(
        "SELECT sheet, place, tally FROM statistics WHERE sheet >= @p0 AND sheet < @p1 ORDER BY sheet", Read, SheetId.Prefix(kind, from), SheetId.Prefix(kind, until.AddDays(1)))));

    public Task ReplaceAsync(IReadOnlyCollection<SheetChange> changes, CancellationToken ct) => changes.Count == 0 ? Task.CompletedTask : store.WriteAsync(session =>
    {
        foreach (var (before, after) in changes)
        {
            var written = before == 0
                ? session.Execute("INSERT INTO statistics VALUES (@p0, @p1, @p2) ON CONFLICT DO NOTHING", after.Id.ToString(), after.Place, TallyJson.Write(after.Tally))
                : session.Execute("UPDATE statistics SET place = @p1, tally = @p2 WHERE sheet = @p0 AND place = @p3", after.Id.ToString(), after.Place, TallyJson.Write(after.Tally), before);
            if (written != 1)
                throw new StoreConflictException($"Sheet {after.Id} has left place {before.ToString(CultureInfo.InvariantCulture)}.");
        }
    }, ct);

    private static Sheet Read(SqliteDataReader row)
    {
        var id = SheetId.Parse(row.GetString(0));
        return new(id, row.GetInt64(1), TallyJson.Read(id.Kind, (byte[])row.GetValue(2)));
    }
}
