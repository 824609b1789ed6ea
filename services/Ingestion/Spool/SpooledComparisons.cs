using System.Text.Json;
using CreditShare.Contracts;
using CreditShare.Ingestion.Equality;
using CreditShare.Sqlite;

namespace CreditShare.Ingestion.Spool;

/// <summary>A city's comparisons, so that one goes on after a restart; and the parts of the answer that is being waited for. Safe for concurrent callers.</summary>
internal sealed class SpooledComparisons(SqliteDatabase database)
{
    /// <summary>Older ones go; their entries stay in the exchange log.</summary>
    private const int MostKept = 100;

    /// <summary>
    /// Keeps a new comparison, unless one still waits for its turn: that then covers what this one is to cover. One whose turn has come may have asked already, and its verdict would be of a time
    /// before this was asked for. So at most two are open.
    /// </summary>
    /// <returns>The one whose verdict is to be awaited.</returns>
    public Task<Comparison> BeginAsync(Comparison comparison, CancellationToken ct) => database.WriteAsync(session =>
    {
        if (session.Scalar<byte[]>("SELECT body FROM comparisons WHERE is_open = 1 ORDER BY seq DESC LIMIT 1") is { } body && Read(body) is { TurnAt: null } waiting)
        {
            // Two that ask at once may come here in the other order.
            var both = waiting with
            {
                StartedAt = comparison.StartedAt > waiting.StartedAt ? comparison.StartedAt : waiting.StartedAt, AskAfter = Math.Max(comparison.AskAfter, waiting.AskAfter),
            };
            Update(session, both);
            return both;
        }
        session.Execute("INSERT INTO comparisons (id, is_open, body) VALUES (@p0, 1, @p1)", comparison.Id, JsonSerializer.SerializeToUtf8Bytes(comparison));
        session.Execute("DELETE FROM comparisons WHERE seq <= (SELECT max(seq) FROM comparisons) - @p0", MostKept);
        return comparison;
    }, ct);

    /// <summary>It is the turn of the first open one; as it stands after that. Null if none is open.</summary>
    public Task<Comparison?> TakeTurnAsync(DateTimeOffset at, CancellationToken ct) => database.WriteAsync(session =>
    {
        if (Open(session) is not { TurnAt: null } open)
            return Open(session);
        Update(session, open = open with { TurnAt = at });
        return open;
    }, ct);

    /// <summary>The first open one, which may ask; null if none is open.</summary>
    public Comparison? Open() => database.Read(Open);

    public Comparison? Find(string id) => database.Read(session => session.Scalar<byte[]>("SELECT body FROM comparisons WHERE id = @p0", id)) is { } body ? Read(body) : null;

    /// <summary>Comparisons before one, newest first.</summary>
    /// <param name="before">Id of a comparison; null, or one that is kept no longer, for the newest.</param>
    /// <param name="most">How many.</param>
    public IReadOnlyList<Comparison> Before(string? before, int most) => database.Read(session => session.Query(
        "SELECT body FROM comparisons WHERE seq < coalesce((SELECT seq FROM comparisons WHERE id = @p0), @p1) ORDER BY seq DESC LIMIT @p2", row => Read((byte[])row.GetValue(0)), before, long.MaxValue, most));

    /// <summary>Keeps where a comparison stands. Answers that it needs no more go.</summary>
    public Task KeepAsync(Comparison comparison, CancellationToken ct) => database.WriteAsync(session =>
    {
        Update(session, comparison);
        session.Execute(
            "DELETE FROM comparison_answers WHERE comparison <> @p0 OR round NOT IN (@p1, @p2) OR @p3 = 0",
            comparison.Id, comparison.Round, comparison.RecordsRound, comparison.State == ComparisonState.Comparing ? 1 : 0);
    }, ct);

    /// <summary>Keeps a part of an answer; one that nobody waits for is passed over, one that is kept stays.</summary>
    public Task AddAnswerAsync(HoldingsCompared part, CancellationToken ct)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(part);
        return database.WriteAsync(session =>
        {
            if (Open(session) is { } open && open.Id == part.Comparison && open.Round == part.Round && open.AskedAt is not null)
            {
                session.Execute(
                    "INSERT INTO comparison_answers VALUES (@p0, @p1, @p2, @p3, @p4, @p5) ON CONFLICT DO NOTHING", part.Comparison, part.Round, part.Run, part.Part, part.IsLast ? 1 : 0, body);
            }
        }, ct);
    }

    /// <summary>A whole answer to a question; null while there is none. Parts of two readings never make one.</summary>
    public string? WholeRun(string comparison, int round) => database.Read(session => session.Query(
        "SELECT run FROM comparison_answers WHERE comparison = @p0 AND round = @p1 GROUP BY run HAVING max(is_last) = 1 AND count(*) = max(part) + 1 ORDER BY run LIMIT 1",
        row => row.GetString(0), comparison, round).FirstOrDefault());

    /// <summary>The parts of an answer, read one after the other.</summary>
    public IEnumerable<HoldingsCompared> Parts(string comparison, int round, string run)
    {
        for (var part = 0; ; part++)
        {
            if (database.Read(session => session.Scalar<byte[]>(
                "SELECT body FROM comparison_answers WHERE comparison = @p0 AND round = @p1 AND run = @p2 AND part = @p3", comparison, round, run, part)) is not { } body)
                yield break;
            yield return JsonSerializer.Deserialize<HoldingsCompared>(body)!;
        }
    }

    private static void Update(SqliteSession session, Comparison comparison) => session.Execute(
        "UPDATE comparisons SET is_open = @p1, body = @p2 WHERE id = @p0", comparison.Id, comparison.State == ComparisonState.Comparing ? 1 : 0, JsonSerializer.SerializeToUtf8Bytes(comparison));

    private static Comparison? Open(SqliteSession session) => session.Scalar<byte[]>("SELECT body FROM comparisons WHERE is_open = 1 ORDER BY seq LIMIT 1") is { } body ? Read(body) : null;

    private static Comparison Read(byte[] body) => JsonSerializer.Deserialize<Comparison>(body) ?? throw new InvalidDataException("The spool holds null where a comparison was written.");
}
