using System.Globalization;
using System.Text;
using CreditShare.Domain.Cases;
using CreditShare.Sqlite;

namespace CreditShare.Storage.Sqlite;

/// <summary>Cases in SQLite: a row each, filed under agency, phase and last day for claiming.</summary>
public sealed class SqliteCaseStore(SqliteStore store) : ICaseStore
{
    public Task OpenAsync(IReadOnlyList<MeasureCase> cases, CancellationToken ct)
    {
        if (cases.Count == 0)
            return Task.CompletedTask;
        // Written out here: all others wait while the writer works.
        var bodies = cases.Select(CaseJson.Write).ToList();
        return store.WriteAsync(session =>
        {
            foreach (var (opened, body) in cases.Zip(bodies))
            {
                session.Execute(
                    "INSERT INTO cases VALUES (@p0, @p1, @p2, @p3, @p4, @p5) ON CONFLICT DO NOTHING",
                    opened.Id, opened.Agency, (int)opened.Round.Phase, Day(opened.Round.ClaimBy), opened.Revision, body);
            }
        }, ct);
    }

    public Task<IReadOnlyList<MeasureCase>> FindAsync(IReadOnlyCollection<string> ids, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<MeasureCase>>(store.Read(session =>
            ids.SelectMany(id => session.Query("SELECT body FROM cases WHERE id = @p0", row => CaseJson.Read((byte[])row.GetValue(0)), id)).ToList()));

    public Task ReplaceAsync(MeasureCase after, int before, CancellationToken ct) =>
        store.WriteAsync(session =>
        {
            var written = session.Execute(
                "UPDATE cases SET phase = @p2, claim_by = @p3, revision = @p4, body = @p5 WHERE id = @p0 AND revision = @p1",
                after.Id, before, (int)after.Round.Phase, Day(after.Round.ClaimBy), after.Revision, CaseJson.Write(after));
            if (written != 1)
                throw new StoreConflictException($"Case {after.Id} has left revision {before.ToString(CultureInfo.InvariantCulture)}.");
        }, ct);

    public Task<IReadOnlyList<MeasureCase>> ListAsync(CaseFilter filter, CancellationToken ct) =>
        // One phase at a time is read in the index's own order.
        Task.FromResult<IReadOnlyList<MeasureCase>>(store.Read<IReadOnlyList<MeasureCase>>(session =>
            [.. (filter.Phases.Count == 0 ? Enum.GetValues<CasePhase>() : filter.Phases).SelectMany(phase => List(session, filter, phase))
                .OrderBy(held => held.Round.ClaimBy).ThenBy(held => held.Id, StringComparer.Ordinal).Take(filter.Limit)]));

    public Task<IReadOnlyList<MeasureCase>> AllAsync(string? after, int most, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<MeasureCase>>(store.Read(session =>
            session.Query("SELECT body FROM cases WHERE id > @p0 ORDER BY id LIMIT @p1", row => CaseJson.Read((byte[])row.GetValue(0)), after ?? "", most)));

    private static List<MeasureCase> List(SqliteSession session, CaseFilter filter, CasePhase phase)
    {
        var sql = new StringBuilder("SELECT body FROM cases WHERE agency = @p0 AND phase = @p1");
        var values = new List<object?> { filter.Agency, (int)phase };
        Where("claim_by >=", filter.ClaimFrom is { } from ? Day(from) : null);
        Where("claim_by <=", filter.ClaimUntil is { } until ? Day(until) : null);
        if (filter.After is { } place)
        {
            sql.Append(CultureInfo.InvariantCulture, $" AND (claim_by, id) > (@p{values.Count}, @p{values.Count + 1})");
            values.AddRange([Day(place.ClaimBy), place.Id]);
        }
        sql.Append(CultureInfo.InvariantCulture, $" ORDER BY claim_by, id LIMIT @p{values.Count}");
        values.Add(filter.Limit);
        return session.Query(sql.ToString(), row => CaseJson.Read((byte[])row.GetValue(0)), [.. values]);

        void Where(string condition, object? value)
        {
            if (value is null)
                return;
            sql.Append(CultureInfo.InvariantCulture, $" AND {condition} @p{values.Count}");
            values.Add(value);
        }
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
