using CreditShare.Domain.Deciding;
using CreditShare.Domain.Normalising;
using CreditShare.Ingestion.Batches;
using CreditShare.Ingestion.Spool;

namespace CreditShare.Ingestion.Answers;

/// <summary>What is told of a batch page by page. A page begins with a chunk, and a chunk's rows stay together.</summary>
internal static class AnswerPages
{
    /// <summary>Rows of one page, at least.</summary>
    private const int RowsInPage = 500;

    /// <param name="spool">Of the city.</param>
    /// <param name="batch">The batch.</param>
    /// <param name="chunk">With which the page begins.</param>
    /// <param name="isGone">Whether the batch's rows are no longer told.</param>
    public static ErrorPage Errors(CitySpool spool, SpooledBatch batch, int chunk, bool isGone)
    {
        var places = new TablePlaces(batch.Source);
        var (rows, next) = Page(spool, batch, chunk, "errors", (n, first) => ErrorsOf(places, spool.Decisions(batch.Id, n) ?? [], first, CellsSent(spool, batch, n, isGone)));
        return new(rows, next, batch.Records - batch.Decided);
    }

    /// <summary>All faults of some decisions.</summary>
    /// <param name="places">Of the batch's table.</param>
    /// <param name="decisions">One after the other in the batch.</param>
    /// <param name="first">Which of the batch's records the first is about, from 0.</param>
    /// <param name="sent">The cells of their chunk.</param>
    /// <param name="place">Which of the chunk's records the first is about, from 0.</param>
    public static IEnumerable<ErrorRow> ErrorsOf(TablePlaces places, IReadOnlyList<Decision> decisions, int first, SentCells sent, int place = 0) =>
        decisions.SelectMany((decision, n) => (decision.Reasons ?? []).Select(reason => Row(places, decision, reason, first + n, sent, place + n)));

    /// <summary>The cells of a chunk, as far as they are still told.</summary>
    public static SentCells CellsSent(CitySpool spool, SpooledBatch batch, int chunk, bool isGone) => isGone ? SentCells.None : new(spool.Extras(batch.Id, chunk));

    public static MendPage RowsToMend(CitySpool spool, SpooledBatch batch, int chunk)
    {
        var places = new TablePlaces(batch.Source);
        var (rows, next) = Page(spool, batch, chunk, "rows-to-mend", (n, first) => RowsOf(spool, batch, places, n, first), "&format=json");
        return new(rows, next);
    }

    public static NormalisedPage Normalised(CitySpool spool, SpooledBatch batch, int chunk)
    {
        var places = new TablePlaces(batch.Source);
        var (rows, next) = Page(spool, batch, chunk, "normalised", (n, first) => CellsOf(spool, batch, places, n, first));
        return new(rows, next);
    }

    private static (List<T> Rows, string? Next) Page<T>(CitySpool spool, SpooledBatch batch, int chunk, string what, Func<int, int, IEnumerable<T>> rowsOf, string more = "")
    {
        var chunks = spool.Chunks(batch.Id);
        var rows = new List<T>();
        for (; chunk < chunks && rows.Count < RowsInPage; chunk++)
            rows.AddRange(rowsOf(chunk, spool.RecordsBefore(batch.Id, chunk)));
        return (rows, chunk < chunks ? BatchEndpoints.PageAddress(batch.Id, what, chunk - 1) + more : null);
    }

    private static ErrorRow Row(TablePlaces places, Decision decision, Reason reason, int record, SentCells sent, int place)
    {
        var (sheet, column, cell) = places.Of(record, decision.Line, reason.Field);
        var (found, readAs) = sent.Of(place, places.ColumnOf(places.SheetOf(record), reason.Field), reason);
        return new(decision.Line, reason.Field, found, reason.Code, reason.Zh, reason.En, reason.RightZh, reason.RightEn, decision.LogEntry, sheet, column, cell, readAs);
    }

    private static IEnumerable<MendRow> RowsOf(CitySpool spool, SpooledBatch batch, TablePlaces places, int chunk, int first)
    {
        var decisions = spool.Decisions(batch.Id, chunk) ?? [];
        var sent = CellsSent(spool, batch, chunk, isGone: false);
        foreach (var (place, kept) in AnsweredRows.Rows(spool, batch.Id, chunk, decisions, refusedOnly: true))
        {
            var sheet = batch.Source!.Sheets[places.SheetOf(first + place)];
            var cells = new Dictionary<string, string>();
            foreach (var (column, text) in sheet.Columns.Zip(kept.Cells))
            {
                if (column.Field is not null && !string.IsNullOrEmpty(text))
                    cells.TryAdd(column.Title, text);
            }
            yield return new(sheet.Name, kept.Line, cells, [.. ErrorsOf(places, [decisions[place]], first + place, sent, place)]);
        }
    }

    /// <summary>Cells of one chunk that were read otherwise.</summary>
    /// <param name="spool">Of the city.</param>
    /// <param name="batch">The batch.</param>
    /// <param name="places">Of its table.</param>
    /// <param name="chunk">Which chunk, from 0.</param>
    /// <param name="first">Which of the batch's records is the chunk's first, from 0.</param>
    public static IEnumerable<NormalisedCell> CellsOf(CitySpool spool, SpooledBatch batch, TablePlaces places, int chunk, int first)
    {
        var changes = spool.Extras(batch.Id, chunk).Changes;
        if (changes.Count == 0)
            yield break;
        var lines = spool.Lines(batch.Id, chunk);
        foreach (var (record, change) in changes.SelectMany(changed => changed.Changes.Select(change => (changed.Record, change))))
        {
            var (sheet, column, cell) = places.Of(first + record, lines[record], change.Field);
            yield return new(lines[record], sheet, column, cell, change.Field, change.Rule, change.Found, change.ReadAs, Zh(change), En(change));
        }
    }

    private static string Zh(CellChange change) =>
        $"“{change.Found}”读作{(change.ReadAs is { } read ? $"“{read}”" : "没有填写")}{(CellRules.Find(change.Rule) is { } rule ? $"：{rule.Zh}" : "")}。";

    private static string En(CellChange change) =>
        $"Read '{change.Found}' as {(change.ReadAs is { } read ? $"'{read}'" : "nothing")}{(CellRules.Find(change.Rule) is { } rule ? $": {rule.En}" : "")}.";
}
