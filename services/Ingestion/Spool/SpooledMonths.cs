using System.Globalization;
using CreditShare.Domain.Calendar;
using CreditShare.Domain.Deciding;
using CreditShare.Domain.Statistics;
using CreditShare.Sqlite;

namespace CreditShare.Ingestion.Spool;

/// <summary>What became of the city's records, month by month, counted as decisions arrive: by the same tally as the committee's, of what the city itself knows. Safe for concurrent callers.</summary>
internal sealed class SpooledMonths(SqliteDatabase database)
{
    /// <summary>The months of which something is counted, newest first.</summary>
    /// <param name="before">A month, such as 2026-11; null for the newest.</param>
    /// <param name="most">How many.</param>
    public IReadOnlyList<SpooledMonth> Before(string? before, int most) => database.Read(session => session.Query(
        "SELECT month, tally FROM months WHERE month < @p0 ORDER BY month DESC LIMIT @p1",
        row => new SpooledMonth(DateOnly.ParseExact(row.GetString(0), "yyyy-MM", CultureInfo.InvariantCulture), Read((byte[])row.GetValue(1))), before ?? "~", most));

    /// <summary>What a chunk adds.</summary>
    /// <param name="decisions">Of all its records.</param>
    /// <param name="notes">Of those that are held.</param>
    /// <param name="receivedAt">When its batch came (UTC).</param>
    /// <param name="decidedAt">UTC.</param>
    /// <param name="calendar">China's working days.</param>
    public static CityTally TallyOf(IReadOnlyList<Decision> decisions, IReadOnlyList<SentNote> notes, DateTimeOffset receivedAt, DateTimeOffset decidedAt, WorkingDays calendar)
    {
        var versions = notes.ToLookup(note => note.Line, note => note.Version);
        return decisions.Aggregate(CityTally.None, (tally, decision) =>
        {
            var version = decision.Outcome == Outcome.Accepted ? versions[decision.Line].FirstOrDefault() : null;
            return tally.With(
                new DecidedRecord(decision.LogEntry, decision.Outcome, receivedAt, decidedAt)
                {
                    Reasons = [.. (decision.Reasons ?? []).Select(reason => reason.Code).Distinct()],
                    Change = version?.Change,
                    IsFirst = version?.Version == 1,
                    Item = version?.Item,
                    DecidedOn = version?.Day,
                },
                calendar);
        });
    }

    /// <summary>Counts a chunk, within the transaction in which it becomes decided.</summary>
    public static void Count(SqliteSession session, DateTimeOffset decidedAt, CityTally more)
    {
        var month = ChinaCalendar.Today(decidedAt).ToString("yyyy-MM", CultureInfo.InvariantCulture);
        var before = session.Scalar<byte[]>("SELECT tally FROM months WHERE month = @p0", month) is { } bytes ? Read(bytes) : CityTally.None;
        session.Execute("INSERT INTO months VALUES (@p0, @p1) ON CONFLICT DO UPDATE SET tally = excluded.tally", month, TallyJson.Write(before.Plus(more)));
    }

    private static CityTally Read(byte[] bytes) => (CityTally)TallyJson.Read(SheetKind.CityMonth, bytes);
}

/// <param name="Month">Its first day.</param>
/// <param name="Tally">What became of the records that were decided in it.</param>
internal sealed record SpooledMonth(DateOnly Month, CityTally Tally);
