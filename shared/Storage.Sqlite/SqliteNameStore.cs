using System.Text.Json;
using CreditShare.Domain.Names;
using CreditShare.Sqlite;
using Microsoft.Data.Sqlite;

namespace CreditShare.Storage.Sqlite;

/// <summary>The index of names in SQLite: one row a subject and folded name, in the order of names.</summary>
public sealed class SqliteNameStore(SqliteStore store) : INameStore
{
    /// <summary>Behind every character, in the order of UTF-8 bytes.</summary>
    private const string Last = "\U0010FFFF";

    public Task<NamePage> FindAsync(NameMatch match, OrganisationName term, NamePlace? after, int most, CancellationToken ct) =>
        Task.FromResult(store.Read(session => match switch
        {
            NameMatch.Exact => Page(session, "normal = @p2", most, after, term.Normal),
            NameMatch.CompanyForm => Page(session, "normal IN (SELECT value FROM json_each(@p2)) AND core = @p3 AND normal <> @p4", most, after, JsonSerializer.Serialize(term.Alike()), term.Core, term.Normal),
            NameMatch.Prefix => Page(session, "normal > @p2 AND normal < @p3 AND core <> @p4", most, after, term.Normal, term.Normal + Last, term.Core),
            _ => Contained(session, term, after, most),
        }));

    public Task<IReadOnlyList<HeldName>> NamesAsync(IReadOnlyCollection<string> codes, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<HeldName>>(store.Read(session =>
            codes.SelectMany(code => session.Query("SELECT name FROM names WHERE code = @p0", row => new HeldName(code, row.GetString(0)), code)).ToList()));

    /// <summary>Part of applying a chunk.</summary>
    internal static void Apply(SqliteSession session, NameChanges changes)
    {
        foreach (var code in changes.Anew)
            session.Execute("DELETE FROM names WHERE code = @p0", code);
        foreach (var (code, name) in changes.Added)
        {
            var (normal, core) = OrganisationName.Of(name);
            session.Execute("INSERT INTO names VALUES (@p0, @p1, @p2, @p3) ON CONFLICT DO UPDATE SET name = excluded.name WHERE name <> excluded.name", normal, code, core, name);
        }
    }

    private static NamePage Page(SqliteSession session, string condition, int most, NamePlace? after, params object?[] values)
    {
        var found = session.Query(
            $"SELECT normal, code, name FROM names WHERE (normal, code) > (@p0, @p1) AND {condition} ORDER BY normal, code LIMIT {most + 1}", Row, [after?.Normal ?? "", after?.Code ?? "", .. values]);
        return new([.. found.Take(most).Select(row => row.Name)], found.Count > most ? found[most - 1].Place : null);
    }

    private static NamePage Contained(SqliteSession session, OrganisationName term, NamePlace? after, int most)
    {
        object?[] place = [after?.Normal ?? "", after?.Code ?? ""];
        var end = session.Query(
            $"SELECT normal, code, '' FROM names WHERE (normal, code) > (@p0, @p1) ORDER BY normal, code LIMIT 1 OFFSET {INameStore.MostExamined - 1}", row => Row(row).Place, place).FirstOrDefault();
        var found = session.Query(
            "SELECT normal, code, name FROM names WHERE (normal, code) > (@p0, @p1) AND (@p2 IS NULL OR (normal, code) <= (@p2, @p3)) AND instr(normal, @p4) > 1 AND core <> @p5 " +
            $"ORDER BY normal, code LIMIT {most + 1}",
            Row, [.. place, end?.Normal, end?.Code, term.Normal, term.Core]);
        return new([.. found.Take(most).Select(row => row.Name)], found.Count > most ? found[most - 1].Place : end);
    }

    private static (NamePlace Place, HeldName Name) Row(SqliteDataReader row) => (new(row.GetString(0), row.GetString(1)), new(row.GetString(1), row.GetString(2)));
}
