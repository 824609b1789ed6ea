using CreditShare.Domain.Deciding;
using CreditShare.Domain.Records;
using CreditShare.Hosting.Workbooks;
using CreditShare.Ingestion.Answers;
using CreditShare.Ingestion.Imports.Tables;
using CreditShare.Ingestion.Spool;
using CreditShare.Ingestion.Tests.Workbooks;
using static CreditShare.Ingestion.Tests.Answers.SpooledTable;

namespace CreditShare.Ingestion.Tests.Answers;

public sealed class AnswerWorkbookTests : IAsyncLifetime
{
    private readonly SpooledTable table = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => table.DisposeAsync();

    private static TableSource Source(params IReadOnlyList<TableSheet> sheets) => new(null, sheets, ["封面"]);

    private async Task<ReadWorkbook> MarkedAsync(SpooledBatch batch)
    {
        using var output = new MemoryStream();
        await AnswerWorkbook.WriteMarkedAsync(output, table.Spool, batch, batch.Source!, Cancel);
        return new(output.ToArray());
    }

    private async Task<ReadWorkbook> ToMendAsync(SpooledBatch batch)
    {
        using var output = new MemoryStream();
        await AnswerWorkbook.WriteRowsToMendAsync(output, table.Spool, batch, batch.Source!, Cancel);
        return new(output.ToArray());
    }

    private Task<SpooledBatch> TwoSheetsAsync() => table.TakeAsync(
        "b", Source(new("三月", "penalty", 3, 0, Columns), new("四月", "penalty", 1, 3, Columns)),
        [
            [(Row(4), Accepted(4)), (Row(6, day: "2026-09-31", note: "=1+1"), Rejected(6, NoSuchDay, NoAuthority))],
            [(Row(9, name: "杭州样例𠮷有限公司"), Accepted(9) with { Outcome = Outcome.Duplicate, SameAs = "330100/P-1" }), (Row(2, day: null), Rejected(2, DecidingReasons.Missing(RecordField.DecidedOn)))],
        ],
        Cancel);

    [Fact]
    public async Task Rows_and_columns_stand_where_they_stood_and_wrong_cells_say_why()
    {
        using var book = await MarkedAsync(await TwoSheetsAsync());
        book.AssertValid();
        Assert.Equal(["汇总", "三月", "四月"], book.Sheets);
        var cells = book.Cells("三月");
        Assert.Equal(
            ["A3 行政相对人名称*", "B3 法定代表人", "C3 统一社会信用代码", "D3 处罚决定日期", "E3 内部流水号", "F3 备注", "G3 错误说明"],
            cells.Where(cell => cell.Key.EndsWith('3') && cell.Key.Length == 2).Select(cell => $"{cell.Key} {cell.Value}"));
        Assert.Equal(("杭州样例青岚化工有限公司", "2026-09-31", "=1+1", "杭州样例𠮷有限公司"), (cells["A4"], cells["D6"], cells["F6"], cells["A9"]));
        Assert.DoesNotContain("A5", cells.Keys);
        Assert.Equal(((uint)CellStyle.Wrong, (uint)CellStyle.Text), (book.Style("三月", "D6"), book.Style("三月", "D4")));
        Assert.Equal("问题：“决定日期”没有这一天。\n应为：9 月最后一天是 2026-09-30。\n示例：2026-03-05", book.Comments("三月")["D6"]);
        Assert.Equal(("个人信息列，未保存，再次报送时也不读取。", "未识别的列，未读取。"), (book.Comments("三月")["B3"], book.Comments("三月")["E3"]));
        Assert.Contains("【处罚决定日期】“决定日期”没有这一天。", cells["G6"], StringComparison.Ordinal);
        Assert.Contains("【决定机关（表中没有此列）】缺少“决定机关”。", cells["G6"], StringComparison.Ordinal);
        Assert.Contains("330100/P-1", cells["G9"], StringComparison.Ordinal);
        // A cell that is missing is marked too.
        Assert.Equal((uint)CellStyle.Wrong, book.Style("四月", "D2"));
        Assert.Contains("缺少", book.Comments("四月")["D2"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_summary_tells_counts_reasons_readings_and_what_to_do()
    {
        var batch = await table.TakeAsync(
            "b", Source(new TableSheet("三月", "penalty", 1, 0, Columns)), [[(Row(2), Accepted(2)), (Row(3), Rejected(3, NoSuchDay, NoAuthority))]], Cancel,
            [new(0, [new("document-number", "documentNumber", "杭环罚[2024]12号", "杭环罚〔2024〕12号")])]);
        using var book = await MarkedAsync(batch);
        var cells = book.Cells("汇总");
        var rows = cells.Where(cell => cell.Key[0] == 'A').ToDictionary(cell => cell.Value, cell => cells.GetValueOrDefault("B" + cell.Key[1..]) + "|" + cells.GetValueOrDefault("C" + cell.Key[1..]));
        Assert.Equal(("b|", "2026-11-23 16:00:00|", "2|", "1|", "1|"), (rows["批次"], rows["收到时间"], rows["记录数"], rows["入库"], rows["退回"]));
        Assert.Equal(("“决定日期”没有这一天。|1", "缺少“决定机关”。|1", "文号的括号统一为〔〕，全角改为半角，去掉空白、重复的“号”和末尾标点|1"), (rows["决定日期"], rows["决定机关"], rows["决定书文号"]));
        Assert.Equal(("内部流水号|", "封面|"), (rows["未读取的列"], rows["跳过的工作表"]));
        Assert.Contains("再次报送", rows["下一步"], StringComparison.Ordinal);
        Assert.DoesNotContain(rows.Keys, row => TableTitles.Recognise([row, rows[row].Split('|')[0], rows[row].Split('|')[1]]) is not null);
    }

    [Fact]
    public async Task Rows_to_mend_are_the_refused_ones_right_below_their_titles()
    {
        using var book = await ToMendAsync(await TwoSheetsAsync());
        book.AssertValid();
        Assert.Equal(["三月", "四月"], book.Sheets);
        var cells = book.Cells("三月");
        Assert.Equal(("行政相对人名称*", "2026-09-31", "错误说明"), (cells["A1"], cells["D2"], cells["G1"]));
        Assert.DoesNotContain("A3", cells.Keys);
        Assert.True(book.Comments("三月").ContainsKey("D2"));
        Assert.Equal("杭州样例青岚化工有限公司", book.Cells("四月")["A2"]);
    }

    [Fact]
    public async Task With_nothing_to_mend_there_are_the_titles()
    {
        var batch = await table.TakeAsync("b", Source(new TableSheet("三月", "penalty", 1, 0, Columns)), [[(Row(2), Accepted(2))]], Cancel);
        using var book = await ToMendAsync(batch);
        book.AssertValid();
        Assert.DoesNotContain("A2", book.Cells("三月").Keys);
    }

    [Fact]
    public async Task A_sheet_that_only_later_ones_need_mending_of_is_left_out()
    {
        var batch = await table.TakeAsync(
            "b", Source(new("三月", "penalty", 1, 0, Columns), new("四月", "penalty", 1, 1, Columns)), [[(Row(2), Accepted(2)), (Row(2), Rejected(2, NoSuchDay))]], Cancel);
        using var book = await ToMendAsync(batch);
        Assert.Equal(["四月"], book.Sheets);
    }

    [Fact]
    public async Task A_marked_workbook_that_comes_again_keeps_its_one_column_of_remarks()
    {
        List<SheetColumn> columns = [.. Columns, new("错误说明", null, false)];
        var batch = await table.TakeAsync("b", Source(new TableSheet("汇总", "penalty", 1, 0, columns)), [[(new(2, [.. Row(2).Cells, null]), Rejected(2, NoSuchDay))]], Cancel);
        using var book = await MarkedAsync(batch);
        book.AssertValid();
        Assert.Equal(["报送汇总", "汇总"], book.Sheets);
        Assert.DoesNotContain("H1", book.Cells("汇总").Keys);
        Assert.Contains("没有这一天", book.Cells("汇总")["G2"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lines_beyond_a_sheets_end_follow_each_other()
    {
        var batch = await table.TakeAsync(
            "b", new("UTF-8", [new(null, "penalty", 1, 0, Columns)], []), [[(Row(1_048_576), Accepted(1_048_576)), (Row(1_048_577), Rejected(1_048_577, NoSuchDay))]], Cancel, format: "CSV");
        using var book = await MarkedAsync(batch);
        Assert.Equal(["汇总", "行政处罚"], book.Sheets);
        Assert.Equal("2026-03-05", book.Cells("行政处罚")["D3"]);
        Assert.Contains("行号", book.Cells("汇总").Values);
    }

    [Fact]
    public async Task Rows_that_went_while_they_were_read_end_the_answer_and_no_half_of_it_passes_for_whole()
    {
        var batch = await TwoSheetsAsync();
        await table.Spool.RemoveRowsAsync(table.Time.GetUtcNow().AddDays(1), Cancel);
        await Assert.ThrowsAsync<InvalidDataException>(() => MarkedAsync(batch));
    }
}
