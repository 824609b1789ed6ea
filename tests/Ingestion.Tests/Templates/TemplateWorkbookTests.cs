using CreditShare.Domain.Deciding;
using CreditShare.Domain.Records;
using CreditShare.Hosting.Workbooks;
using CreditShare.Ingestion.Imports.Tables;
using CreditShare.Ingestion.Templates;
using CreditShare.Ingestion.Tests.Workbooks;
using DocumentFormat.OpenXml.Spreadsheet;
using CellStyle = CreditShare.Hosting.Workbooks.CellStyle;

namespace CreditShare.Ingestion.Tests.Templates;

public sealed class TemplateWorkbookTests
{
    public static TheoryData<string> Names => [.. TableTemplates.All.Select(template => template.Name)];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static async Task<(TableTemplate Template, ReadWorkbook Book)> WriteAsync(string name)
    {
        var template = TableTemplates.Find(name)!;
        using var output = new MemoryStream();
        await TemplateWorkbook.WriteAsync(output, template, Cancel);
        return (template, new(output.ToArray()));
    }

    private static IEnumerable<(int Row, List<string> Cells)> Rows(ReadWorkbook book, string sheet) => book.Sheet(sheet).Descendants<Row>()
        .Select(row => ((int)row.RowIndex!.Value, row.Elements<Cell>().Where(cell => cell.InlineString is not null).Select(cell => cell.InlineString!.InnerText).ToList()));

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_readers_titles_stand_in_the_third_row_and_nowhere_else(string name)
    {
        var (template, book) = await WriteAsync(name);
        using (book)
        {
            book.AssertValid();
            Assert.Equal([template.Chinese, "填写说明"], book.Sheets);
            var titles = Rows(book, template.Chinese).Single(row => row.Row == 3).Cells;
            Assert.Equal(template.Columns.Select(column => column.Title), titles);
            Assert.Equal((template, 0), (TableTitles.Recognise(titles), TableTitles.Missing(template, titles).Count));
            Assert.All(
                Rows(book, template.Chinese).Where(row => row.Row != 3).Concat(Rows(book, "填写说明")),
                row => Assert.True(TableTitles.Recognise(row.Cells) is null, $"Row {row.Row} would be taken for titles: {string.Join('|', row.Cells)}"));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_example_above_the_titles_is_a_record_that_reads_without_a_fault(string name)
    {
        var (template, book) = await WriteAsync(name);
        using (book)
        {
            var shown = book.Cells(template.Chinese);
            var cells = new RecordCells { AmountUnit = Domain.Normalising.MoneyAmount.TenThousandYuan };
            for (var column = 0; column < template.Columns.Count; column++)
                cells[template.Columns[column].Field] = shown.GetValueOrDefault(CellReference.Of(column, 2));
            cells[RecordField.Kind] = RecordWords.Word(template.Kind);
            cells[RecordField.Item] = template.Item(cells[RecordField.HonourCategory] ?? cells[RecordField.ListCategory]);
            cells[RecordField.SourceId] = "样例";
            var faults = new List<Reason>();
            RecordReader.Read(cells, faults);
            Assert.Equal([], faults.Select(fault => $"{fault.Field}: {fault.En}"));
            Assert.NotNull(cells[RecordField.Item]);
            Assert.Equal((uint)CellStyle.Example, book.Style(template.Chinese, "A2"));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Each_column_is_text_has_its_hint_and_its_words_and_an_explanation(string name)
    {
        var (template, book) = await WriteAsync(name);
        using (book)
        {
            Assert.All(book.Sheet(template.Chinese).Descendants<Column>(), column => Assert.Equal((uint)CellStyle.Text, column.Style!.Value));
            var hints = book.Sheet(template.Chinese).Descendants<DataValidation>().ToList();
            Assert.Equal(template.Columns.Count, hints.Count);
            foreach (var (column, hint) in template.Columns.Zip(hints))
            {
                Assert.Contains(column.Hint, hint.Prompt!.Value!, StringComparison.Ordinal);
                Assert.EndsWith("10000", hint.SequenceOfReferences!.InnerText, StringComparison.Ordinal);
                Assert.Equal(column.Words.Count > 0, hint.Type?.Value == DataValidationValues.List);
                if (hint.Formula1?.Text is { } list && column.Words.Count > 0)
                    Assert.Equal(column.Words, list[0] == '"' ? list.Trim('"').Split(',') : InRange(book, list));
            }
            var explained = Rows(book, "填写说明").Select(row => row.Cells.FirstOrDefault()).ToList();
            Assert.All(template.Columns, column => Assert.Contains(column.Title, explained));
        }
    }

    [Fact]
    public async Task A_list_too_long_for_a_formula_stands_in_cells_of_the_explanations()
    {
        List<string> words = [.. Enumerable.Range(1, 60).Select(n => $"样例名单{n}")];
        var template = new TableTemplate("many", "样例", RecordKind.Honour, "X", _ => null,
            [new("统一社会信用代码", "subject.code", RecordField.SubjectCode, ColumnNeed.Essential, "18 位。"), new("数据类别", "honour.category", RecordField.HonourCategory, ColumnNeed.Essential, "类别。") { Words = words }]);
        using var output = new MemoryStream();
        await TemplateWorkbook.WriteAsync(output, template, Cancel);
        using var book = new ReadWorkbook(output.ToArray());
        book.AssertValid();
        Assert.Equal(words, InRange(book, book.Sheet("样例").Descendants<DataValidation>().Last().Formula1!.Text));
    }

    /// <summary>What stands in a range such as <c>'填写说明'!$H$4:$H$63</c>.</summary>
    private static IEnumerable<string> InRange(ReadWorkbook book, string range)
    {
        var parts = range.Split('!');
        var (sheet, ends) = (parts[0].Trim('\''), parts[1].Replace("$", "", StringComparison.Ordinal).Split(':'));
        var (from, to) = (int.Parse(ends[0][1..], null), int.Parse(ends[1][1..], null));
        var cells = book.Cells(sheet);
        return Enumerable.Range(from, to - from + 1).Select(row => cells[$"{ends[0][0]}{row}"]);
    }
}
