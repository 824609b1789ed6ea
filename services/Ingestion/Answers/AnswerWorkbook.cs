using CreditShare.Hosting.Workbooks;
using CreditShare.Ingestion.Imports.Tables;
using CreditShare.Ingestion.Spool;

namespace CreditShare.Ingestion.Answers;

/// <summary>
/// The two workbooks that go back to a bureau, each to be mended and pushed again as it is: the table that was sent, with its rows and columns in their places, and the refused rows alone. What was accepted before
/// is the same record with the same content when it comes again, so nothing is held twice.
/// </summary>
internal static class AnswerWorkbook
{
    private const string Summary = "汇总";

    /// <summary>Of a CSV file: it has one sheet, named by its template.</summary>
    private static string NameOf(TableSheet sheet) => sheet.Name ?? TableTemplates.Find(sheet.Template)?.Chinese ?? sheet.Template;

    /// <summary>True if the batch has more rows than a sheet can hold.</summary>
    public static bool IsTooLong(SpooledBatch batch, TableSource source)
    {
        var places = new TablePlaces(source);
        return Enumerable.Range(0, source.Sheets.Count).Any(sheet => source.Sheets[sheet].TitleLine + places.RecordsOf(sheet, batch) > CellReference.MostRows);
    }

    /// <summary>The whole table, and before it a sheet that sums up.</summary>
    public static async Task WriteMarkedAsync(Stream output, CitySpool spool, SpooledBatch batch, TableSource source, CancellationToken ct)
    {
        using var book = new WorkbookWriter(output);
        var names = new SheetNames();
        var summary = names.Take(source.Sheets.Any(sheet => Summary.Equals(sheet.Name, StringComparison.OrdinalIgnoreCase)) ? "报送" + Summary : Summary);
        var keepsPlaces = KeepsPlaces(spool, batch);
        using var rows = AnsweredRows.Read(spool, batch.Id, new TablePlaces(source), refusedOnly: false).GetEnumerator();
        var more = rows.MoveNext();
        var commentsLeftOut = 0;
        for (var sheet = 0; sheet < source.Sheets.Count; sheet++)
        {
            var table = source.Sheets[sheet];
            var answer = await AnswerSheet.BeginAsync(book, names.Take(NameOf(table)), table, table.TitleLine, ct);
            for (var number = table.TitleLine + 1; more && rows.Current.Sheet == sheet; number++)
            {
                number = keepsPlaces ? Math.Max(number, rows.Current.Row.Line) : number;
                await answer.WriteAsync(number, rows.Current, ct);
                more = rows.MoveNext();
            }
            commentsLeftOut += await answer.EndAsync(ct);
        }
        await SummarySheet.WriteAsync(book, summary, batch, source, keepsPlaces, commentsLeftOut, ct);
        await book.EndAsync(ct);
    }

    /// <summary>The refused rows, right below the titles; sheets without one are left out. Without any there are the titles of the first sheet.</summary>
    public static async Task WriteRowsToMendAsync(Stream output, CitySpool spool, SpooledBatch batch, TableSource source, CancellationToken ct)
    {
        using var book = new WorkbookWriter(output);
        var names = new SheetNames();
        using var rows = AnsweredRows.Read(spool, batch.Id, new TablePlaces(source), refusedOnly: true).GetEnumerator();
        var more = rows.MoveNext();
        do
        {
            var sheet = more ? rows.Current.Sheet : 0;
            var answer = await AnswerSheet.BeginAsync(book, names.Take(NameOf(source.Sheets[sheet])), source.Sheets[sheet], titleRow: 1, ct);
            for (var number = 2; more && rows.Current.Sheet == sheet; number++)
            {
                await answer.WriteAsync(number, rows.Current, ct);
                more = rows.MoveNext();
            }
            await answer.EndAsync(ct);
        }
        while (more);
        await book.EndAsync(ct);
    }

    /// <summary>Lines of a CSV file may be more than a sheet has rows, for a cell can have line breaks; then the rows follow each other.</summary>
    private static bool KeepsPlaces(CitySpool spool, SpooledBatch batch) => spool.Lines(batch.Id, spool.Chunks(batch.Id) - 1) is not [.., var last] || last <= CellReference.MostRows;
}
