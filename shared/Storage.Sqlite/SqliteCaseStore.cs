using System.Globalization;
using CreditShare.Domain.Cases;
using CreditShare.Sqlite;

namespace CreditShare.Storage.Sqlite;

/// <summary>
/// Cases in SQLite: a row for all that a record opened, and pages of each agency's open cases. A case of which more is to be kept than its opening has a row of its own, and one in the agency's list
/// instead of its place on a page. There are many cases to a record, and nearly all of them only wait.
/// </summary>
public sealed class SqliteCaseStore(SqliteStore store) : ICaseStore
{
    /// <summary>Behind every day.</summary>
    private const string Last = "9999-12-31";

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
            var waiting = new List<(string Agency, DateOnly ClaimBy, CasePlace Place)>();
            foreach (var (id, opened, body) in openings)
            {
                if (session.Scalar<long?>("INSERT INTO openings (id, body) VALUES (@p0, @p1) ON CONFLICT DO NOTHING RETURNING seq", id, body) is { } seq)
                    waiting.AddRange(opened.Measures.SelectMany(measure => measure.Agencies.Select(agency => (agency.Code, measure.Round.ClaimBy))).Select((one, part) => (one.Code, one.ClaimBy, new CasePlace(seq, part))));
                else
                    Add(session, id, opened.Cases);
            }
            foreach (var page in waiting.GroupBy(one => (one.Agency, one.ClaimBy)))
                session.Execute("INSERT INTO case_pages VALUES (@p0, @p1, @p2, @p3)", page.Key.Agency, Day(page.Key.ClaimBy), page.First().Place.Opening, CasePlaces.Write(page.Select(one => one.Place)));
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
            var left = session.Execute(
                "DELETE FROM case_list WHERE agency = @p0 AND phase = @p1 AND claim_by = @p2 AND opening = @p3 AND part = @p4",
                after.Agency, (int)held.Case.Round.Phase, Day(held.Case.Round.ClaimBy), held.Place.Opening, held.Place.Part);
            if (left == 0)
                LeavePage(session, held.Case, held.Place);
            List(session, after, held.Place);
        }, ct);
    }

    public Task<IReadOnlyList<MeasureCase>> ListAsync(CaseFilter filter, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<MeasureCase>>(store.Read<IReadOnlyList<MeasureCase>>(session =>
        {
            var (behind, until) = (Behind(session, filter), filter.ClaimUntil is { } latest ? Day(latest) : Last);
            var phases = filter.Phases.Count == 0 ? Enum.GetValues<CasePhase>() : filter.Phases;
            // One phase at a time is read in the index's own order.
            var listed = phases.SelectMany(phase => Listed(session, filter, phase, behind, until)).Concat(phases.Contains(CasePhase.Open) ? OnPages(session, filter, behind, until) : [])
                .Order().Take(filter.Limit).ToList();
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
        for (var part = held.Cases.Count; part < with.Cases.Count; part++)
            List(session, with.Cases[part], new(seq, part));
    }

    private static void List(SqliteSession session, MeasureCase listed, CasePlace place) => session.Execute(
        "INSERT INTO case_list VALUES (@p0, @p1, @p2, @p3, @p4)", listed.Agency, (int)listed.Round.Phase, Day(listed.Round.ClaimBy), place.Opening, place.Part);

    private static void LeavePage(SqliteSession session, MeasureCase open, CasePlace place)
    {
        foreach (var (first, places) in session.Query(
            "SELECT first, cases FROM case_pages WHERE agency = @p0 AND claim_by = @p1 AND first <= @p2 ORDER BY first DESC LIMIT 1",
            row => (row.GetInt64(0), CasePlaces.Read(row.Bytes(1))), open.Agency, Day(open.Round.ClaimBy), place.Opening))
        {
            var others = places.Where(other => other != place).ToList();
            if (others.Count == 0)
                session.Execute("DELETE FROM case_pages WHERE agency = @p0 AND claim_by = @p1 AND first = @p2", open.Agency, Day(open.Round.ClaimBy), first);
            else
                session.Execute("UPDATE case_pages SET cases = @p3 WHERE agency = @p0 AND claim_by = @p1 AND first = @p2", open.Agency, Day(open.Round.ClaimBy), first, CasePlaces.Write(others));
        }
    }

    private static (CasePlace Place, MeasureCase Case)? Find(SqliteSession session, string id)
    {
        foreach (var one in Opened(session, MeasureCase.OpeningOf(id)))
        {
            if (one.Case.Id == id)
                return one;
        }
        return null;
    }

    /// <summary>All cases whose ids begin alike, as they stand; none where nothing was opened.</summary>
    private static IEnumerable<(CasePlace Place, MeasureCase Case)> Opened(SqliteSession session, string id) =>
        session.Query("SELECT seq FROM openings WHERE id = @p0", row => row.GetInt64(0), id).SelectMany(seq => Opening(session, seq).Select(one => (new CasePlace(seq, one.Key), one.Value)));

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

    /// <summary>Where the list begins: behind the case that was shown last, or before all of the first day.</summary>
    private static Row Behind(SqliteSession session, CaseFilter filter)
    {
        var first = new Row(filter.ClaimFrom is { } from ? Day(from) : "", new(0, 0));
        if (filter.After is not { } shown)
            return first;
        var after = new Row(Day(shown.ClaimBy), Find(session, shown.Id)?.Place ?? default);
        return after.CompareTo(first) > 0 ? after : first;
    }

    private static List<Row> Listed(SqliteSession session, CaseFilter filter, CasePhase phase, Row behind, string until) => session.Query(
        "SELECT claim_by, opening, part FROM case_list WHERE agency = @p0 AND phase = @p1 AND (claim_by, opening, part) > (@p2, @p3, @p4) AND claim_by <= @p5 ORDER BY claim_by, opening, part LIMIT @p6",
        row => new Row(row.GetString(0), new(row.GetInt64(1), row.GetInt32(2))),
        filter.Agency, (int)phase, behind.ClaimBy, behind.Place.Opening, behind.Place.Part, until, filter.Limit);

    private static List<Row> OnPages(SqliteSession session, CaseFilter filter, Row behind, string until)
    {
        // The page on which the place lies goes before it.
        var first = session.Scalar<long>("SELECT max(first) FROM case_pages WHERE agency = @p0 AND claim_by = @p1 AND first <= @p2", filter.Agency, behind.ClaimBy, behind.Place.Opening);
        using var pages = session.Command(
            "SELECT claim_by, cases FROM case_pages WHERE agency = @p0 AND (claim_by, first) >= (@p1, @p2) AND claim_by <= @p3 ORDER BY claim_by, first", filter.Agency, behind.ClaimBy, first, until).ExecuteReader();
        var rows = new List<Row>();
        while (rows.Count < filter.Limit && pages.Read())
        {
            var claimBy = pages.GetString(0);
            rows.AddRange(CasePlaces.Read(pages.Bytes(1)).Select(place => new Row(claimBy, place)).Where(row => row.CompareTo(behind) > 0));
        }
        return rows;
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>A place in an agency's list: by last day for claiming, then as the cases came.</summary>
    private readonly record struct Row(string ClaimBy, CasePlace Place) : IComparable<Row>
    {
        public int CompareTo(Row other) => string.CompareOrdinal(ClaimBy, other.ClaimBy) is not 0 and var day ? day : Place.CompareTo(other.Place);
    }
}
