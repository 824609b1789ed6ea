using CreditShare.Hosting.Workbooks;
using DocumentFormat.OpenXml.Spreadsheet;
using CellStyle = CreditShare.Hosting.Workbooks.CellStyle;
using SheetNames = CreditShare.Hosting.Workbooks.SheetNames;

namespace CreditShare.Ingestion.Tests.Workbooks;

public sealed class WorkbookWriterTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static async Task<byte[]> WriteAsync(Func<WorkbookWriter, Task> sheets)
    {
        // Takes no synchronous write, as an answer's body does not.
        await using var output = new AsyncOnlyStream();
        using (var book = new WorkbookWriter(output))
        {
            await sheets(book);
            await book.EndAsync(Cancel);
        }
        return output.ToArray();
    }

    private static Task<byte[]> WriteAsync(params IReadOnlyList<string> texts) => WriteAsync(async book =>
    {
        var sheet = book.Begin("甲", new SheetLayout([20]));
        for (var n = 0; n < texts.Count; n++)
        {
            sheet.BeginRow(n + 1);
            sheet.Cell(0, texts[n], CellStyle.Text);
            await sheet.EndRowAsync(Cancel);
        }
        await sheet.EndAsync(Cancel);
    });

    [Theory]
    [InlineData("  甲  ")]
    [InlineData("甲\n乙\t丙")]
    [InlineData("𠮷㐂䶮")]
    [InlineData("=1+1")]
    [InlineData("<甲 & \"乙\">")]
    [InlineData("\u0001\u000B\u001F")]
    [InlineData("_x0041_")]
    [InlineData("_x0041_x0042_")]
    [InlineData("__x00e9_")]
    [InlineData("_x12_x_")]
    [InlineData("甲\uD83D乙")]
    [InlineData("\uFFFE\uFFFF")]
    [InlineData("91330108FME2RGMM89")]
    public async Task Texts_come_back_as_they_were(string text)
    {
        using var book = new ReadWorkbook(await WriteAsync(text));
        book.AssertValid();
        Assert.Equal(text, book.Cells("甲")["A1"]);
    }

    [Fact]
    public async Task Numbers_are_numbers_and_none_is_an_empty_cell()
    {
        using var book = new ReadWorkbook(await WriteAsync(async book =>
        {
            var sheet = book.Begin("甲", new SheetLayout([20]));
            sheet.BeginRow(1);
            sheet.Number(0, 12345, CellStyle.Count);
            sheet.Number(1, null, CellStyle.Count);
            sheet.Number(2, 0.9018, CellStyle.Share);
            await sheet.EndRowAsync(Cancel);
            await sheet.EndAsync(Cancel);
        }));
        book.AssertValid();
        Assert.Equal(new() { ["A1"] = "12345", ["C1"] = "0.9018" }, book.Numbers("甲"));
    }

    [Theory]
    [InlineData("甲\r\n乙\r丙", "甲\n乙\n丙")]
    [InlineData("甲\r\n_x0041_", "甲\n_x0041_")]
    public async Task Line_breaks_become_the_one_that_spreadsheets_know(string text, string read)
    {
        using var book = new ReadWorkbook(await WriteAsync(text));
        Assert.Equal(read, book.Cells("甲")["A1"]);
    }

    [Fact]
    public async Task A_text_longer_than_a_cell_is_cut_between_characters()
    {
        using var book = new ReadWorkbook(await WriteAsync(new string('甲', 40_000), new string('甲', XmlCellText.Longest - 1) + "𠮷"));
        Assert.Equal((XmlCellText.Longest, XmlCellText.Longest - 1), (book.Cells("甲")["A1"].Length, book.Cells("甲")["A2"].Length));
    }

    [Fact]
    public async Task Every_style_hint_and_comment_is_as_the_format_wants_it()
    {
        using var book = new ReadWorkbook(await WriteAsync(async writer =>
        {
            var layout = new SheetLayout([10, 20.5], FrozenRows: 1)
            {
                Hints = [new(0, 2, 10_000, new string('题', 40), new string('说', 300)), new(1, 2, 10_000, "当前状态", "1 有效", InputHint.ListOf(["1", "2"]))],
            };
            var sheet = writer.Begin("甲", layout);
            sheet.BeginRow(1);
            foreach (var style in Enum.GetValues<CellStyle>())
                sheet.Cell((int)style, style.ToString(), style, $"批注 {style}");
            await sheet.EndRowAsync(Cancel);
            await sheet.EndAsync(Cancel);
            var first = writer.Begin("汇总", new SheetLayout([]), first: true);
            first.BeginRow(3);
            first.Cell(27, null, CellStyle.Wrong, "空");
            await first.EndRowAsync(Cancel);
            await first.EndAsync(Cancel);
        }));
        book.AssertValid();
        Assert.Equal(["汇总", "甲"], book.Sheets);
        Assert.Equal("空", book.Comments("汇总")["AB3"]);
        Assert.Equal((13, 13, "批注 Wrong"), (book.Comments("甲").Count, book.Shapes("甲"), book.Comments("甲")["F1"]));
        var hints = book.Sheet("甲").Descendants<DataValidation>().ToList();
        Assert.Equal((32, 255), (hints[0].PromptTitle!.Value!.Length, hints[0].Prompt!.Value!.Length));
        Assert.Equal(("\"1,2\"", "B2:B10000"), (hints[1].Formula1!.Text, hints[1].SequenceOfReferences!.InnerText));
    }

    [Fact]
    public async Task Comments_beyond_the_most_are_counted_and_the_cells_still_marked()
    {
        var leftOut = 0;
        using var book = new ReadWorkbook(await WriteAsync(async writer =>
        {
            var sheet = writer.Begin("甲", new SheetLayout([10]));
            for (var row = 1; row <= SheetWriter.MostComments + 3; row++)
            {
                sheet.BeginRow(row);
                sheet.Cell(0, "错", CellStyle.Wrong, "问题");
                await sheet.EndRowAsync(Cancel);
            }
            await sheet.EndAsync(Cancel);
            leftOut = sheet.CommentsLeftOut;
        }));
        Assert.Equal((3, SheetWriter.MostComments, SheetWriter.MostComments), (leftOut, book.Comments("甲").Count, book.Shapes("甲")));
        Assert.Equal((uint)CellStyle.Wrong, book.Style("甲", $"A{SheetWriter.MostComments + 3}"));
    }

    [Fact]
    public async Task What_is_written_leaves_memory_row_by_row()
    {
        await using var output = new AsyncOnlyStream();
        using var book = new WorkbookWriter(output);
        var sheet = book.Begin("甲", new SheetLayout([10]));
        for (var row = 1; row <= 5_000; row++)
        {
            sheet.BeginRow(row);
            sheet.Cell(0, $"{row * 7919 % 100_003} {row * 104_729 % 1_000_003}", CellStyle.Text);
            await sheet.EndRowAsync(Cancel);
        }
        Assert.True(output.Length > 0, "Nothing was handed on before the sheet ended.");
    }

    [Fact]
    public void Rows_go_down_and_end_with_the_sheet()
    {
        using var book = new WorkbookWriter(Stream.Null);
        var sheet = book.Begin("甲", new SheetLayout([10]));
        sheet.BeginRow(5);
        Assert.Throws<ArgumentOutOfRangeException>(() => sheet.BeginRow(5));
        Assert.Throws<ArgumentOutOfRangeException>(() => sheet.BeginRow(CellReference.MostRows + 1));
    }

    [Theory]
    [InlineData(0, "A1")]
    [InlineData(25, "Z1")]
    [InlineData(26, "AA1")]
    [InlineData(701, "ZZ1")]
    [InlineData(702, "AAA1")]
    [InlineData(16_383, "XFD1")]
    public void Cells_have_their_names(int column, string reference) => Assert.Equal(reference, CellReference.Of(column, 1));

    [Fact]
    public void Names_of_sheets_are_legal_and_no_two_alike()
    {
        var names = new SheetNames();
        string[] wished = ["行政处罚", "行政处罚", "a", "A", "2026/03 [样例]", "", "'甲'", new('长', 40), new('长', 40)];
        Assert.Equal(
            ["行政处罚", "行政处罚(2)", "a", "A(2)", "2026_03 _样例_", "Sheet", "甲", new string('长', 31), new string('长', 28) + "(2)"],
            wished.Select(names.Take));
    }

    [Fact]
    public void Lists_that_a_formula_cannot_hold_are_left_to_cells()
    {
        Assert.Equal("\"甲,乙\"", InputHint.ListOf(["甲", "乙"]));
        Assert.Null(InputHint.ListOf([]));
        Assert.Null(InputHint.ListOf(["甲,乙"]));
        Assert.Null(InputHint.ListOf([new('长', 256)]));
    }

    private sealed class AsyncOnlyStream : MemoryStream
    {
        public override bool CanSeek => false;

        public override void Write(byte[] buffer, int offset, int count) => throw new InvalidOperationException("Synchronous writes are not allowed.");

        public override void Write(ReadOnlySpan<byte> buffer) => throw new InvalidOperationException("Synchronous writes are not allowed.");

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            base.Write(buffer.Span.ToArray(), 0, buffer.Length);
            return ValueTask.CompletedTask;
        }
    }
}
