using CreditShare.Domain.Deciding;
using CreditShare.Domain.Records;
using CreditShare.Sqlite;

namespace CreditShare.Ingestion.Spool;

/// <summary>Counts of a batch's outcomes, reasons and rules, kept as its chunks come and are decided. As many rows as there are codes and fields, however much was sent.</summary>
internal static class BatchTallies
{
    public const string Reason = "reason";
    public const string Rule = "rule";
    public const string Outcome = "outcome";

    public static IReadOnlyList<Tally> OfReasons(IEnumerable<Decision> decisions) =>
    [
        .. decisions.SelectMany(decision => decision.Reasons ?? []).GroupBy(reason => (reason.Code, Field: Known(reason.Field)))
            .Select(group => new Tally(group.Key.Code, group.Key.Field, group.First().Zh, group.Count())),
    ];

    public static IReadOnlyList<Tally> OfRules(IEnumerable<RecordChanges> changes) =>
    [
        .. changes.SelectMany(record => record.Changes).GroupBy(change => (change.Rule, Field: Known(change.Field)))
            .Select(group => new Tally(group.Key.Rule, group.Key.Field, null, group.Count())),
    ];

    public static IReadOnlyList<Tally> OfOutcomes(IEnumerable<Decision> decisions) =>
        [.. decisions.CountBy(decision => decision.Outcome).Select(pair => new Tally(RecordWords.Word(pair.Key), "", null, pair.Value))];

    public static void Add(SqliteSession session, string batch, string what, IReadOnlyList<Tally> tallies)
    {
        foreach (var (code, field, zh, count) in tallies)
        {
            session.Execute(
                "INSERT INTO tallies (batch, what, code, field, zh, count) VALUES (@p0, @p1, @p2, @p3, @p4, @p5) ON CONFLICT DO UPDATE SET count = count + excluded.count",
                batch, what, code, field, zh, count);
        }
    }

    public static IReadOnlyList<Tally> Read(SqliteSession session, string batch, string what) => session.Query(
        "SELECT code, field, zh, count FROM tallies WHERE batch = @p0 AND what = @p1 ORDER BY count DESC, code, field",
        row => new Tally(row.GetString(0), row.GetString(1), row.IsDBNull(2) ? null : row.GetString(2), row.GetInt32(3)), batch, what);

    /// <summary>A sender can make up any number of names.</summary>
    private static string Known(string field) => RecordFields.TryFind(field, out _) ? field : "";
}
