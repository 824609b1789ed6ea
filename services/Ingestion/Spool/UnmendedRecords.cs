using System.Globalization;
using CreditShare.Contracts;
using CreditShare.Domain.Deciding;
using CreditShare.Domain.Records;
using CreditShare.Ingestion.Imports.Tables;
using CreditShare.Sqlite;

namespace CreditShare.Ingestion.Spool;

/// <summary>
/// Records that were refused when they came last, with the batch in which that was. One without a readable id is in none: nothing that comes later could be known for it. Where a table has no ids of its own, one is made of
/// authority, number and subject: mended in one of them, a row has another id, and is known again by its place and by what else it says. So rows are counted, not attempts.
/// </summary>
internal static class UnmendedRecords
{
    /// <summary>Length of a batch's id, which begins the names of the files that are made to mend it by.</summary>
    private const int IdLength = 32;

    /// <summary>Within the transaction in which a chunk becomes decided.</summary>
    public static void Note(SqliteSession session, string batch, string? file, IReadOnlyList<DecidedRow> rows)
    {
        // Mostly nothing waits to be mended, and there is nothing to forget.
        var some = session.Scalar<long>("SELECT EXISTS (SELECT 1 FROM unmended)") == 1;
        foreach (var (decision, trace) in rows)
        {
            if (decision.Key is not { } key)
                continue;
            some |= decision.Outcome == Outcome.Rejected;
            if (!some)
                continue;
            var sourceId = SentNotes.SourceId(key);
            if (file is not null && trace is not null)
                ForgetAttempts(session, sourceId, batch, file, trace);
            if (decision.Outcome == Outcome.Rejected)
            {
                session.Execute(
                    "INSERT INTO unmended (source_id, batch, file, line, number, code, name, day) VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7) ON CONFLICT DO UPDATE SET " +
                    "batch = excluded.batch, file = excluded.file, line = excluded.line, number = excluded.number, code = excluded.code, name = excluded.name, day = excluded.day",
                    sourceId, batch, file, trace?.Line, trace?.Number, trace?.Code, trace?.Name, trace?.Day);
            }
            else
                session.Execute("DELETE FROM unmended WHERE source_id = @p0", sourceId);
        }
    }

    /// <summary>Whether some wait whose ids may be others when they come again.</summary>
    public static bool HasRows(SqliteSession session) => session.Scalar<long>("SELECT EXISTS (SELECT 1 FROM unmended WHERE line IS NOT NULL)") == 1;

    /// <summary>Forgets those of a batch, whose rows go: there is nothing left to mend by.</summary>
    public static void Forget(SqliteSession session, string batch) => session.Execute("DELETE FROM unmended WHERE batch = @p0", batch);

    /// <summary>The same of batches that were decided when their rows had gone.</summary>
    public static void ForgetGone(SqliteSession session) => session.Execute("DELETE FROM unmended WHERE batch IN (SELECT id FROM batches WHERE rows_gone_at IS NOT NULL)");

    /// <summary>
    /// The same row of an earlier batch: on the same line of a file of the same name, or anywhere in the batch after which the file is named; and two of number, subject and day are the same, or as unreadable as before. Where fewer are, it may be another
    /// decision, and the reminder stays.
    /// </summary>
    private static void ForgetAttempts(SqliteSession session, string sourceId, string batch, string file, RowTrace trace) => session.Execute(
        "DELETE FROM unmended WHERE source_id <> @p0 AND batch <> @p1 AND ((line = @p3 AND file = @p2) OR (batch = @p4 AND line IS NOT NULL)) " +
        "AND (number IS @p5) + coalesce(code = @p6 OR name = @p7, code = @p6, name = @p7, 0) + (day IS @p8) >= 2 " +
        // Two that are as unreadable as before tell nothing: then the subject must be the same.
        "AND ((@p5 IS NOT NULL AND @p8 IS NOT NULL) OR coalesce(code = @p6 OR name = @p7, code = @p6, name = @p7, 0))",
        sourceId, batch, file, trace.Line, BatchOf(file), trace.Number, trace.Code, trace.Name, trace.Day);

    private static string? BatchOf(string file) => file.Length > IdLength && file[IdLength] == '-' && file[..IdLength].All(char.IsAsciiHexDigitLower) ? file[..IdLength] : null;
}

/// <param name="Decision">About the row.</param>
/// <param name="Trace">Null for what has an id of its own, and where nobody asks.</param>
internal sealed record DecidedRow(Decision Decision, RowTrace? Trace);

/// <summary>What tells a row whose id is made of what it says; parts that could not be read are null.</summary>
/// <param name="Line">On which it stands.</param>
/// <param name="Number">Of the document.</param>
/// <param name="Code">Of the subject.</param>
/// <param name="Name">Of the subject.</param>
/// <param name="Day">Of the decision, yyyy-mm-dd.</param>
internal sealed record RowTrace(int Line, string? Number, string? Code, string? Name, string? Day)
{
    /// <summary>The decisions of a chunk, with a trace for those of which it is wanted.</summary>
    /// <param name="records">Of the chunk; empty where they are gone.</param>
    /// <param name="decisions">In the same order.</param>
    /// <param name="all">Whether it is wanted of accepted rows too.</param>
    public static IReadOnlyList<DecidedRow> Of(IReadOnlyList<SubmittedRecord> records, IReadOnlyList<Decision> decisions, bool all) =>
    [
        .. decisions.Select((decision, place) => new DecidedRow(
            decision,
            (all || decision.Outcome == Outcome.Rejected) && place < records.Count && decision.Key is { } key && SentNotes.SourceId(key).StartsWith(SheetRows.DerivedIdPrefix, StringComparison.Ordinal)
                ? Of(records[place]) : null)),
    ];

    private static RowTrace? Of(SubmittedRecord sent)
    {
        if (sent.Content.Length == 0)
            return null;
        var record = RecordJson.Read(sent.Content);
        return new(
            sent.Line, record.DocumentNumber ?? record.Licence?.Number, record.Subject?.Code, record.Subject?.Name, record.DecidedOn?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
    }
}
