using System.Globalization;
using CreditShare.Domain.Normalising;
using CreditShare.Domain.Records;
using CreditShare.Hosting.Workbooks;
using CreditShare.Ingestion.Imports.Tables;
using CreditShare.Ingestion.Spool;
using CreditShare.Pages.Showing;

namespace CreditShare.Ingestion.Answers;

/// <summary>The sheet that sums a batch up and says what to do next. None of its rows has two titles of a table, so it is passed over when the workbook comes again.</summary>
internal static class SummarySheet
{
    private const int MostReasons = 200;

    private static readonly TimeSpan China = TimeSpan.FromHours(8);

    public static async Task WriteAsync(
        WorkbookWriter book, string name, SpooledBatch batch, TableSource source, bool keepsPlaces, int commentsLeftOut, CancellationToken ct)
    {
        var sheet = book.Begin(name, new SheetLayout([28, 70, 10, 24], Columns: CellStyle.Plain), first: true);
        var number = 0;
        foreach (var (style, cells) in Rows(batch, source, keepsPlaces, commentsLeftOut))
        {
            sheet.BeginRow(++number);
            for (var column = 0; column < cells.Length; column++)
                sheet.Cell(column, cells[column], column == 0 ? style : CellStyle.Wrapped);
            await sheet.EndRowAsync(ct);
        }
        await sheet.EndAsync(ct);
    }

    private static IEnumerable<(CellStyle Style, string[] Cells)> Rows(SpooledBatch batch, TableSource source, bool keepsPlaces, int commentsLeftOut)
    {
        var (accepted, repeated, duplicate, rejected) = batch.Counts;
        yield return (CellStyle.Heading, ["报送结果"]);
        yield return Row("批次", batch.Id);
        yield return Row("收到时间", batch.ReceivedAt.ToOffset(China).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture));
        yield return Row("文件", source.Encoding is { } encoding ? $"CSV，按 {encoding} 读取" : $"工作簿，读取 {source.Sheets.Count} 个工作表");
        yield return Row("记录数", Number(batch.Records));
        yield return Row(OutcomeWords.Accepted.Zh, Number(accepted));
        yield return Row(OutcomeWords.Repeated.Zh, $"{Number(repeated)}（内容相同，没有重复入库）");
        yield return Row(OutcomeWords.Duplicate.Zh, $"{Number(duplicate)}（已在其他记录编号下入库）");
        yield return Row(OutcomeWords.Rejected.Zh, Number(rejected));
        yield return Row("下一步", rejected == 0
            ? "没有退回的记录，无需改正。"
            : $"标红的单元格有误：批注说明问题、应填内容和示例；“{ClerkTexts.RemarkTitle}”列列出一行的全部问题。改正后把本工作簿直接再次报送即可，已入库的记录不会重复入库。也可只下载退回的行，改正后报送。");
        if (source.Sheets.Any(sheet => sheet.TitleLine > 1))
            yield return Row("标题上方的行", "没有保存，在本工作簿中为空行。");
        if (!keepsPlaces)
            yield return Row("行号", "文件行数超过工作表的上限，本工作簿中各行依次排列，与原文件行号不同。");
        if (commentsLeftOut > 0)
            yield return Row("批注", $"另有 {Number(commentsLeftOut)} 个单元格只标红、没有批注，问题见“{ClerkTexts.RemarkTitle}”列。");
        foreach (var row in Reasons(batch).Concat(Readings(batch)).Concat(NotRead(batch, source)))
            yield return row;
    }

    private static IEnumerable<(CellStyle Style, string[] Cells)> Reasons(SpooledBatch batch)
    {
        if (batch.Reasons.Count == 0)
            yield break;
        yield return (CellStyle.Label, []);
        yield return (CellStyle.Heading, ["退回原因", "例如", "次数", "代码"]);
        foreach (var reason in batch.Reasons.Take(MostReasons))
            yield return (CellStyle.Label, [Chinese(reason.Field), reason.Zh ?? "", Number(reason.Count), reason.Code]);
    }

    private static IEnumerable<(CellStyle Style, string[] Cells)> Readings(SpooledBatch batch)
    {
        if (batch.Rules.Count == 0)
            yield break;
        yield return (CellStyle.Label, []);
        yield return (CellStyle.Heading, ["按规则改读的单元格", "规则", "次数", "代码"]);
        foreach (var rule in batch.Rules.Take(MostReasons))
            yield return (CellStyle.Label, [Chinese(rule.Field), CellRules.Find(rule.Code)?.Zh ?? "", Number(rule.Count), rule.Code]);
    }

    private static IEnumerable<(CellStyle Style, string[] Cells)> NotRead(SpooledBatch batch, TableSource source)
    {
        yield return (CellStyle.Label, []);
        foreach (var sheet in source.Sheets)
            yield return Row("读取的工作表", $"{sheet.Name ?? "（CSV）"}：{TableTemplates.Find(sheet.Template)?.Chinese}，标题在第 {Number(sheet.TitleLine)} 行{(sheet.HiddenRows > 0 ? $"，其中 {Number(sheet.HiddenRows)} 行被隐藏，同样读取" : "")}");
        foreach (var title in batch.IgnoredColumns.Where(title => title != ClerkTexts.RemarkTitle))
            yield return Row("未读取的列", title);
        foreach (var skipped in source.SkippedSheets)
            yield return Row("跳过的工作表", source.Skipped.FirstOrDefault(sheet => sheet.Name == skipped) is { } why ? $"{skipped}：{why.Zh}" : skipped);
    }

    private static (CellStyle Style, string[] Cells) Row(string label, string value) => (CellStyle.Label, [label, value]);

    private static string Chinese(string path) => RecordFields.TryFind(path, out var field) ? field.Chinese() : "整条记录";

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
