using System.Globalization;
using CreditShare.Domain.Deciding;
using CreditShare.Domain.Records;
using CreditShare.Ingestion.Imports.Tables;
using CreditShare.Ingestion.Spool;

namespace CreditShare.Ingestion.Answers;

/// <summary>The answers as CSV files, whole.</summary>
internal static class CsvAnswers
{
    private static readonly string[] ErrorTitles = ["工作表", "行", "单元格", "列", "填写内容", "问题", "应为", "字段", "原因代码", "日志条目", "读作"];

    /// <summary>All faults of a decided batch.</summary>
    /// <param name="output">Gets the file.</param>
    /// <param name="spool">Of the city.</param>
    /// <param name="batch">The batch.</param>
    /// <param name="isGone">Whether its rows are no longer told.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task WriteErrorsAsync(Stream output, CitySpool spool, SpooledBatch batch, bool isGone, CancellationToken ct)
    {
        await using var csv = new CsvAnswer(output);
        await csv.RowAsync(ErrorTitles);
        var places = new TablePlaces(batch.Source);
        var (chunks, first) = (spool.Chunks(batch.Id), 0);
        for (var chunk = 0; chunk < chunks; chunk++)
        {
            ct.ThrowIfCancellationRequested();
            var decisions = spool.Decisions(batch.Id, chunk) ?? [];
            foreach (var error in AnswerPages.ErrorsOf(places, decisions, first, AnswerPages.CellsSent(spool, batch, chunk, isGone)))
            {
                await csv.RowAsync(
                    error.Sheet, error.Line.ToString(CultureInfo.InvariantCulture), error.Cell, error.Column, error.Found, error.Zh, error.RightZh, error.Field, error.Code, error.LogEntry, error.ReadAs);
            }
            first += decisions.Count;
        }
    }

    /// <summary>The refused rows of one sheet in the shape of its table, and a last column that tells what is wrong.</summary>
    public static async Task WriteRowsToMendAsync(Stream output, CitySpool spool, SpooledBatch batch, TableSource source, int sheet, CancellationToken ct)
    {
        await using var csv = new CsvAnswer(output);
        var table = source.Sheets[sheet];
        var remarkColumn = AnswerSheet.RemarkColumn(table);
        await csv.RowAsync(Row(table.Columns.Select(column => (string?)column.Title), ClerkTexts.RemarkTitle));
        foreach (var row in AnsweredRows.Read(spool, batch.Id, new TablePlaces(source), refusedOnly: true).Where(row => row.Sheet == sheet))
        {
            ct.ThrowIfCancellationRequested();
            var remark = ClerkTexts.Remark(row.Decision, path => table.Columns.FirstOrDefault(column => column.Field?.Path() == path)?.Title);
            await csv.RowAsync(Row(table.Columns.Select((_, column) => column < row.Row.Cells.Count ? row.Row.Cells[column] : null), remark));
        }

        IEnumerable<string?> Row(IEnumerable<string?> cells, string? remark) => remarkColumn == table.Columns.Count
            ? cells.Append(remark)
            : cells.Select((cell, column) => column == remarkColumn ? remark : cell);
    }

    /// <summary>The sheets that have refused rows, from 0.</summary>
    public static IReadOnlyList<int> SheetsToMend(CitySpool spool, SpooledBatch batch, TableSource source)
    {
        if (source.Sheets.Count == 1)
            return [0];
        var places = new TablePlaces(source);
        var sheets = new SortedSet<int>();
        var (chunks, first) = (spool.Chunks(batch.Id), 0);
        for (var chunk = 0; chunk < chunks && sheets.Count < source.Sheets.Count; chunk++)
        {
            var decisions = spool.Decisions(batch.Id, chunk) ?? [];
            for (var n = 0; n < decisions.Count; n++)
            {
                if (decisions[n].Outcome == Outcome.Rejected)
                    sheets.Add(places.SheetOf(first + n));
            }
            first += decisions.Count;
        }
        return [.. sheets];
    }
}
