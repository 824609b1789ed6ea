using CreditShare.Domain.Catalogue;
using CreditShare.Domain.Codes;
using CreditShare.Domain.Lifecycle;
using CreditShare.Domain.Names;
using CreditShare.Domain.Normalising;
using CreditShare.Sqlite;

namespace CreditShare.Ingestion.Spool;

/// <summary>
/// By what a clerk finds a record whose id nobody knows: name and code of its subject, number of its document, as its content that came last says. Kept for as long as the law allows to keep that content.
/// </summary>
internal static class RecordNames
{
    /// <summary>Names looked at by one search for what stands within them.</summary>
    public const int MostExamined = 200_000;

    private const int CodeLength = 18;

    /// <summary>Within the transaction in which a chunk becomes decided.</summary>
    public static void Note(SqliteSession session, IReadOnlyList<NotedRecord> noted, CatalogueEditions catalogue)
    {
        foreach (var (note, sent, _) in noted)
        {
            // What leaves the fact out says nothing anew, nor does an earlier statement that came late or once more.
            if (note.Version.Item is null || sent.Versions.LastOrDefault(version => version is { Item: not null, Late: false })?.Version != note.Version.Version)
                continue;
            var record = note.Record;
            session.Execute(
                "INSERT INTO record_names VALUES (@p0, @p1, @p2, @p3, @p4, @p5) ON CONFLICT DO UPDATE SET " +
                "name = excluded.name, normal = excluded.normal, code = excluded.code, number = excluded.number, keep_until = excluded.keep_until",
                note.SourceId, record.Subject?.Name, record.Subject?.Name is { } name ? OrganisationName.Of(name).Normal : null, record.Subject?.Code, record.DocumentNumber ?? record.Licence?.Number,
                RetentionRules.LastDay(record, catalogue) is { } last ? SpoolColumns.Day(last) : null);
        }
    }

    /// <summary>Ids of records behind one, in their order, that a text names; and, where not every name was looked at, the id of the last that was.</summary>
    public static (IReadOnlyList<string> Ids, string? Examined) Find(SqliteSession session, string asked, string after, int most)
    {
        var number = DocumentNumber.Parse(asked) is { IsSuccess: true } parsed ? parsed.Value.Text : CellText.Fold(asked);
        var ids = Ids("code = @p1", asked.Trim().ToUpperInvariant()).Concat(
            // So many numbers begin with the authority's name alone that they would have to be sorted first.
            number.AsSpan().ContainsAnyInRange('0', '9') ? Ids("number >= @p1 AND number < @p3", number, number + SpoolColumns.LastCharacter) : Ids("number = @p1", number));
        var name = OrganisationName.Of(asked).Normal;
        if (name.Length < OrganisationName.Shortest || (asked.Length == CodeLength && asked.All(char.IsAsciiLetterOrDigit)))
            return ([.. ids], null);
        var end = session.Scalar<string>($"SELECT source_id FROM record_names WHERE source_id > @p0 ORDER BY source_id LIMIT 1 OFFSET {MostExamined - 1}", after);
        var named = session.Query(
            "SELECT source_id FROM record_names WHERE source_id > @p0 AND source_id <= @p3 AND instr(normal, @p1) > 0 ORDER BY source_id LIMIT @p2", row => row.GetString(0), after, name, most, end ?? SpoolColumns.LastCharacter);
        // A full page says where to go on by itself.
        return ([.. ids, .. named], named.Count < most ? end : null);

        List<string> Ids(string condition, params ReadOnlySpan<object?> values) => session.Query(
            $"SELECT source_id FROM record_names WHERE {condition} AND source_id > @p0 ORDER BY source_id LIMIT @p2", row => row.GetString(0), [after, values[0], most, .. values[1..]]);
    }

    /// <summary>Within the transaction in which records are noted as erased.</summary>
    public static void Remove(SqliteSession session, IEnumerable<string> sourceIds)
    {
        foreach (var id in sourceIds)
            session.Execute("DELETE FROM record_names WHERE source_id = @p0", id);
    }

    /// <summary>Removes what may be kept no longer, some of it.</summary>
    /// <param name="session">Of a transaction of its own.</param>
    /// <param name="today">China's calendar.</param>
    /// <param name="most">How many records.</param>
    /// <returns>How many records' names went.</returns>
    public static int RemoveExpired(SqliteSession session, DateOnly today, int most) =>
        session.Execute("DELETE FROM record_names WHERE source_id IN (SELECT source_id FROM record_names WHERE keep_until < @p0 LIMIT @p1)", SpoolColumns.Day(today), most);
}
