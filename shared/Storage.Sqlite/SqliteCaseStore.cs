using System.Globalization;
using System.Text;
using CreditShare.Domain.Cases;
using CreditShare.Sqlite;

namespace CreditShare.Storage.Sqlite;

/// <summary>
/// Cases in SQLite: a row for all that a record opened, an index of each agency's list, and a row for each case of which more is to be kept than its opening. There are many cases to a record, and
/// nearly all of them only wait.
/// </summary>
public sealed class SqliteCaseStore(SqliteStore store) : ICaseStore
{
    public Task OpenAsync(IReadOnlyList<MeasureCase> cases, CancellationToken ct)
    {
        if (cases.Count == 0)
            return Task.CompletedTask;
        // Written out here: all others wait while the writer works.
        var openings = cases.DistinctBy(opened => opened.Id).GroupBy(opened => MeasureCase.OpeningOf(opened.Id)).Select(group =>
        {
            var opened = OpenedCases.Of([.. group]);
            return (Id: group.Key, Opened: opened, Body: CaseJson.WriteOpened(opened));
        }).ToList();
        return store.WriteAsync(session =>
        {
            foreach (var (id, opened, body) in openings)
            {
                if (session.Execute("INSERT INTO openings (id, body) VALUES (@p0, @p1) ON CONFLICT DO NOTHING", id, body) == 1)
                    List(session, session.Scalar<long>("SELECT last_insert_rowid()"), opened.Cases, 0);
                else
                    Add(session, id, opened.Cases);
            }
        }, ct);
    }

    public Task<IReadOnlyList<MeasureCase>> FindAsync(IReadOnlyCollection<string> ids, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<MeasureCase>>(store.Read(session =>
        {
            var asked = ids.ToHashSet();
            return asked.Select(MeasureCase.OpeningOf).Distinct().SelectMany(opening => Opened(session, opening)).Select(one => one.Case).Where(held => asked.Contains(held.Id)).ToList();
        }));

    public Task ReplaceAsync(MeasureCase after, int before, CancellationToken ct)
    {
        var body = CaseJson.Write(after);
        return store.WriteAsync(session =>
        {
            if (Find(session, after.Id) is not { } held || held.Case.Revision != before)
                throw new StoreConflictException($"Case {after.Id} has left revision {before.ToString(CultureInfo.InvariantCulture)}.");
            session.Execute("INSERT INTO cases VALUES (@p0, @p1, @p2) ON CONFLICT DO UPDATE SET body = excluded.body", held.Place.Opening, held.Place.Part, body);
            session.Execute(
                "UPDATE case_list SET phase = @p5, claim_by = @p6 WHERE agency = @p0 AND phase = @p1 AND claim_by = @p2 AND opening = @p3 AND part = @p4",
                after.Agency, (int)held.Case.Round.Phase, Day(held.Case.Round.ClaimBy), held.Place.Opening, held.Place.Part, (int)after.Round.Phase, Day(after.Round.ClaimBy));
        }, ct);
    }

    public Task<IReadOnlyList<MeasureCase>> ListAsync(CaseFilter filter, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<MeasureCase>>(store.Read<IReadOnlyList<MeasureCase>>(session =>
        {
            var after = filter.After is { } place ? (place.ClaimBy, Find(session, place.Id)?.Place ?? default) : ((DateOnly, Place)?)null;
            // One phase at a time is read in the index's own order.
            var listed = (filter.Phases.Count == 0 ? Enum.GetValues<CasePhase>() : filter.Phases).SelectMany(phase => List(session, filter, after, phase))
                .OrderBy(row => row.ClaimBy, StringComparer.Ordinal).ThenBy(row => row.Place.Opening).ThenBy(row => row.Place.Part).Take(filter.Limit).ToList();
            var openings = listed.Select(row => row.Place.Opening).Distinct().ToDictionary(opening => opening, opening => Opening(session, opening));
            return [.. listed.Select(row => openings[row.Place.Opening][row.Place.Part])];
        }));

    public Task<IReadOnlyList<MeasureCase>> AllAsync(string? after, int most, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<MeasureCase>>(store.Read(session =>
        {
            var cases = new List<MeasureCase>();
            var last = after is null ? 0 : session.Scalar<long>("SELECT seq FROM openings WHERE id = @p0", MeasureCase.OpeningOf(after));
            while (cases.Count < most && session.Scalar<long?>("SELECT min(seq) FROM openings WHERE seq > @p0", last) is { } next)
            {
                cases.AddRange(Opening(session, next).Values);
                last = next;
            }
            return cases;
        }));

    /// <summary>A later version of a record may open cases that the earlier ones did not.</summary>
    private static void Add(SqliteSession session, string id, IReadOnlyList<MeasureCase> cases)
    {
        var (seq, body) = session.Query("SELECT seq, body FROM openings WHERE id = @p0", row => (row.GetInt64(0), row.Bytes(1)), id).Single();
        // The opening of a case of before is the case's own.
        if (body.Length == 0)
            return;
        var held = CaseJson.ReadOpened(body);
        var with = held.With(cases);
        if (ReferenceEquals(with, held))
            return;
        session.Execute("UPDATE openings SET body = @p1 WHERE seq = @p0", seq, CaseJson.WriteOpened(with));
        List(session, seq, with.Cases, held.Cases.Count);
    }

    private static void List(SqliteSession session, long opening, IReadOnlyList<MeasureCase> cases, int from)
    {
        for (var part = from; part < cases.Count; part++)
            session.Execute("INSERT INTO case_list VALUES (@p0, @p1, @p2, @p3, @p4)", cases[part].Agency, (int)cases[part].Round.Phase, Day(cases[part].Round.ClaimBy), opening, part);
    }

    private static (Place Place, MeasureCase Case)? Find(SqliteSession session, string id)
    {
        foreach (var one in Opened(session, MeasureCase.OpeningOf(id)))
        {
            if (one.Case.Id == id)
                return one;
        }
        return null;
    }

    /// <summary>All cases whose ids begin alike, as they stand; none where nothing was opened.</summary>
    private static IEnumerable<(Place Place, MeasureCase Case)> Opened(SqliteSession session, string id) =>
        session.Query("SELECT seq FROM openings WHERE id = @p0", row => row.GetInt64(0), id).SelectMany(seq => Opening(session, seq).Select(one => (new Place(seq, one.Key), one.Value)));

    /// <summary>The cases of an opening as they stand, by their parts.</summary>
    private static SortedDictionary<int, MeasureCase> Opening(SqliteSession session, long seq)
    {
        var cases = new SortedDictionary<int, MeasureCase>();
        if (session.Scalar<byte[]>("SELECT body FROM openings WHERE seq = @p0", seq) is { Length: > 0 } body)
        {
            foreach (var (part, opened) in CaseJson.ReadOpened(body).Cases.Index())
                cases[part] = opened;
        }
        foreach (var (part, held) in session.Query("SELECT part, body FROM cases WHERE opening = @p0", row => (row.GetInt32(0), CaseJson.Read(row.Bytes(1))), seq))
            cases[part] = held;
        return cases;
    }

    private static List<(string ClaimBy, Place Place)> List(SqliteSession session, CaseFilter filter, (DateOnly ClaimBy, Place Place)? after, CasePhase phase)
    {
        var sql = new StringBuilder("SELECT claim_by, opening, part FROM case_list WHERE agency = @p0 AND phase = @p1");
        var values = new List<object?> { filter.Agency, (int)phase };
        Where("claim_by >=", filter.ClaimFrom is { } from ? Day(from) : null);
        Where("claim_by <=", filter.ClaimUntil is { } until ? Day(until) : null);
        if (after is { } behind)
        {
            sql.Append(CultureInfo.InvariantCulture, $" AND (claim_by, opening, part) > (@p{values.Count}, @p{values.Count + 1}, @p{values.Count + 2})");
            values.AddRange([Day(behind.ClaimBy), behind.Place.Opening, behind.Place.Part]);
        }
        sql.Append(CultureInfo.InvariantCulture, $" ORDER BY claim_by, opening, part LIMIT @p{values.Count}");
        values.Add(filter.Limit);
        return session.Query(sql.ToString(), row => (row.GetString(0), new Place(row.GetInt64(1), row.GetInt32(2))), [.. values]);

        void Where(string condition, object? value)
        {
            if (value is null)
                return;
            sql.Append(CultureInfo.InvariantCulture, $" AND {condition} @p{values.Count}");
            values.Add(value);
        }
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <param name="Opening">The row of what its record opened.</param>
    /// <param name="Part">Its place there, from 0.</param>
    private readonly record struct Place(long Opening, int Part);
}
