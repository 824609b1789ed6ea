using CreditShare.Hosting.Workbooks;
using CreditShare.Pages.Language;
using CreditShare.Pages.Showing;

namespace CreditShare.Committee.Pages.Cities;

/// <summary>Notices as a workbook, a sheet each: numbers are numbers, so that they can be summed and sorted.</summary>
internal static class NoticeWorkbook
{
    private const int TitleRow = 3;

    private static readonly SheetLayout Layout = new([40, 12, 12, 12, 12, 12, 12, 10, 10], TitleRow, CellStyle.Plain);

    /// <param name="output">Stays open.</param>
    /// <param name="sheets">By name, in order.</param>
    /// <param name="ct">Ends when the reader has gone.</param>
    public static async Task WriteAsync(Stream output, IReadOnlyList<(string Name, Notice Notice)> sheets, CancellationToken ct)
    {
        using var book = new WorkbookWriter(output);
        var names = new SheetNames();
        foreach (var (name, notice) in sheets)
            await WriteAsync(book.Begin(names.Take(name), Layout), notice, ct);
        await book.EndAsync(ct);
    }

    private static async Task WriteAsync(SheetWriter sheet, Notice notice, CancellationToken ct)
    {
        var row = 0;
        await TextsAsync([notice.Title], CellStyle.Heading);
        await TextsAsync([Texts.T($"统计时间 {Shown.Instant(notice.At)}", $"Counted at {Shown.Instant(notice.At)} (UTC+8)")], CellStyle.Plain);
        await TextsAsync([notice.Who, .. Notice.Columns], CellStyle.Title);
        foreach (var line in notice.Rows.Append(notice.Total))
        {
            sheet.BeginRow(++row);
            sheet.Cell(0, line.Name, CellStyle.Text);
            Numbers(sheet, line);
            await sheet.EndRowAsync(ct);
        }
        await TextsAsync([notice.Remark], CellStyle.Plain);
        await sheet.EndAsync(ct);

        Task TextsAsync(IReadOnlyList<string> texts, CellStyle style)
        {
            sheet.BeginRow(++row);
            for (var column = 0; column < texts.Count; column++)
                sheet.Cell(column, texts[column], style);
            return sheet.EndRowAsync(ct);
        }
    }

    private static void Numbers(SheetWriter sheet, NoticeRow row)
    {
        sheet.Number(1, row.Received, CellStyle.Count);
        sheet.Number(2, row.Accepted, CellStyle.Count);
        sheet.Number(3, row.Rejected, CellStyle.Count);
        sheet.Number(4, row.ComplianceRate, CellStyle.Share);
        sheet.Number(5, row.TimelinessRate, CellStyle.Share);
        sheet.Number(6, row.LateRate, CellStyle.Share);
        sheet.Number(7, row.Objections, CellStyle.Count);
        sheet.Number(8, row.Repairs, CellStyle.Count);
    }
}
