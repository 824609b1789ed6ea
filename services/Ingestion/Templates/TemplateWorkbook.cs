using System.Globalization;
using CreditShare.Hosting.Workbooks;
using CreditShare.Ingestion.Imports.Tables;

namespace CreditShare.Ingestion.Templates;

/// <summary>
/// A table to fill: titles, hints and lists of the columns that the reader knows. The example row stands above the titles, where nothing is read, so that one who leaves it in sends nothing wrong. A second sheet
/// explains each column; none of its rows has two titles of a table, so it is never read as one.
/// </summary>
internal static class TemplateWorkbook
{
    private const string Explanations = "填写说明";
    private const int ExampleRow = 2;
    private const int TitleRow = 3;

    /// <summary>The last row that has hints and lists; those below are read all the same.</summary>
    private const int LastRow = 10_000;

    /// <summary>Row of the explanations on which their titles stand, and the column in which the first long list does.</summary>
    private const int ExplanationTitles = 3;
    private const int FirstListColumn = 7;

    private static readonly string[] General =
    [
        "日期写作 2024-03-05；也可写 2024/3/5、20240305、2024年3月5日。没有期限写 2099-12-31。",
        "金额单位见列名（万元），只写数字，如 0.5；不写“元”“约”。",
        "没有内容的单元格留空；写“无”“/”“--”也按没有填写读取。",
        "统一社会信用代码 18 位；单元格已设为文本，请勿改为数字。",
        "只收法人和非法人组织的记录。不得填写自然人的姓名、证件号码、电话；含有个人信息的列不读取、不保存。",
        "列的顺序可以改变，不需要的选填列可以删除；其他列会被忽略并在结果中列出。",
        "填好后直接报送本工作簿；退回的行在结果中标红并说明，改正后再次报送，已入库的记录不会重复入库。",
    ];

    public static async Task WriteAsync(Stream output, TableTemplate template, CancellationToken ct)
    {
        using var book = new WorkbookWriter(output);
        var lists = ListsOf(template);
        await WriteTableAsync(book, template, lists, ct);
        await WriteExplanationsAsync(book, template, lists, ct);
        await book.EndAsync(ct);
    }

    private static async Task WriteTableAsync(WorkbookWriter book, TableTemplate template, Dictionary<TableColumn, int> lists, CancellationToken ct)
    {
        var layout = new SheetLayout([.. template.Columns.Select(column => Math.Clamp((column.Title.Length * 2) + 4.0, 14, 30))], TitleRow)
        {
            Hints = [.. template.Columns.Select((column, place) => new InputHint(
                place, TitleRow + 1, LastRow, column.Title, Hint(column), InputHint.ListOf(column.Words) ?? (lists.TryGetValue(column, out var list) ? RangeOf(list, column.Words.Count) : null)))],
        };
        var sheet = book.Begin(template.Chinese, layout);
        await RowAsync(sheet, 1, ct, ($"{template.Chinese}报送表：第 {ExampleRow} 行是示例，不会报送；请从第 {TitleRow + 1} 行起填写。橙色列必填。各列的要求见“{Explanations}”。", CellStyle.Heading));
        await RowAsync(sheet, ExampleRow, ct, [.. template.Columns.Select(column => (column.Example, CellStyle.Example))]);
        await RowAsync(sheet, TitleRow, ct, [.. template.Columns.Select(column => (column.Title, column.Need == ColumnNeed.Optional ? CellStyle.Title : CellStyle.RequiredTitle))]);
        await sheet.EndAsync(ct);
    }

    private static async Task WriteExplanationsAsync(WorkbookWriter book, TableTemplate template, Dictionary<TableColumn, int> lists, CancellationToken ct)
    {
        var sheet = book.Begin(Explanations, new SheetLayout([36, 30, 10, 60, 40, 36], ExplanationTitles, CellStyle.Plain));
        await RowAsync(sheet, 1, ct, ($"{template.Chinese}：{Explanations}", CellStyle.Heading));
        var titles = new[] { "列", "也可用作列名", "是否必填", "填写要求", "可填内容", "示例" };
        await RowAsync(sheet, ExplanationTitles, ct, [.. titles.Select(title => (title, CellStyle.Title))]);
        var rows = Math.Max(template.Columns.Count, lists.Keys.Select(column => column.Words.Count).DefaultIfEmpty().Max());
        var byPlace = lists.OrderBy(list => list.Value).Select(list => list.Key).ToList();
        for (var n = 0; n < rows; n++)
        {
            var cells = n < template.Columns.Count ? Explained(template.Columns[n]) : [("", CellStyle.Wrapped), ("", CellStyle.Wrapped), ("", CellStyle.Wrapped), ("", CellStyle.Wrapped), ("", CellStyle.Wrapped), ("", CellStyle.Wrapped)];
            var words = byPlace.Select(column => (n < column.Words.Count ? column.Words[n] : "", CellStyle.Text));
            await RowAsync(sheet, ExplanationTitles + 1 + n, ct, byPlace.Count == 0 ? cells : [.. cells, ("", CellStyle.Text), .. words]);
        }
        var next = ExplanationTitles + rows + 2;
        foreach (var rule in General)
            await RowAsync(sheet, next++, ct, (rule, CellStyle.Text));
        await sheet.EndAsync(ct);
    }

    /// <summary>The code stands behind a word: alone beside the title it would be a second title.</summary>
    private static (string Text, CellStyle Style)[] Explained(TableColumn column) =>
    [
        (column.Title, CellStyle.Label), ($"代码 {column.Code}", CellStyle.Wrapped), (column.Need == ColumnNeed.Optional ? "选填" : "必填", CellStyle.Wrapped), (column.Hint, CellStyle.Wrapped),
        (string.Join("、", column.Words), CellStyle.Wrapped), (column.Example, CellStyle.Wrapped),
    ];

    private static string Hint(TableColumn column) =>
        $"{(column.Need == ColumnNeed.Optional ? "选填" : "必填")}。{column.Hint}{(column.Example.Length == 0 ? "" : $"例：{column.Example}")}";

    /// <summary>Lists too long for a formula, with the column of the explanations in which each stands.</summary>
    private static Dictionary<TableColumn, int> ListsOf(TableTemplate template)
    {
        var lists = new Dictionary<TableColumn, int>();
        foreach (var column in template.Columns.Where(column => column.Words.Count > 0 && InputHint.ListOf(column.Words) is null))
            lists.Add(column, FirstListColumn + lists.Count);
        return lists;
    }

    private static string RangeOf(int column, int words) => string.Create(
        CultureInfo.InvariantCulture,
        $"'{Explanations}'!${CellReference.Letters(column)}${ExplanationTitles + 1}:${CellReference.Letters(column)}${ExplanationTitles + words}");

    private static Task RowAsync(SheetWriter sheet, int number, CancellationToken ct, params ReadOnlySpan<(string Text, CellStyle Style)> cells)
    {
        sheet.BeginRow(number);
        for (var column = 0; column < cells.Length; column++)
            sheet.Cell(column, cells[column].Text, cells[column].Style);
        return sheet.EndRowAsync(ct);
    }
}
