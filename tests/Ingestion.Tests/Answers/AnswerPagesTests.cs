using System.Text;
using CreditShare.Domain.Deciding;
using CreditShare.Domain.Records;
using CreditShare.Ingestion.Answers;
using CreditShare.Ingestion.Batches;
using CreditShare.Ingestion.Imports.Tables;
using CreditShare.Ingestion.Spool;
using static CreditShare.Ingestion.Tests.Answers.SpooledTable;

namespace CreditShare.Ingestion.Tests.Answers;

public sealed class AnswerPagesTests : IAsyncLifetime
{
    private readonly SpooledTable table = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => table.DisposeAsync();

    private Task<SpooledBatch> TakeAsync(IReadOnlyList<RecordChanges>? changes = null) => table.TakeAsync(
        "b", new(null, [new("三月", "penalty", 1, 0, Columns), new("四月", "licence", 2, 2, Columns)], ["封面"]),
        [[(Row(2), Accepted(2)), (Row(3, day: "2026-09-31"), Rejected(3, NoSuchDay, NoAuthority))], [(Row(5, note: "甲"), Rejected(5, NoSuchDay))]], Cancel, changes);

    [Fact]
    public async Task Faults_have_their_sheet_column_and_cell()
    {
        var page = AnswerPages.Errors(table.Spool, await TakeAsync(), 0, isGone: false);
        Assert.Equal(
            [("三月", "处罚决定日期", "D3", "no-such-day"), ("三月", null, null, "missing"), ("四月", "处罚决定日期", "D5", "no-such-day")],
            page.Items.Select(row => (row.Sheet, row.Column, row.Cell, row.Code)));
        Assert.Equal((null, 0), (page.Next, page.Pending));
    }

    // A clerk mends what stands in the sheet; what it was read as is said where it is something else.
    [Theory]
    [InlineData("0.5", "penalty.fine", "5000", "0.5", "5000 元")]
    [InlineData("5,000元", "penalty.fine", "5000", "5,000元", "5000 元")]
    [InlineData("2026年9月1日", "decidedOn", "2026-09-01", "2026年9月1日", "2026-09-01")]
    [InlineData("2026-09-01", "decidedOn", "2026-09-01", "2026-09-01", null)]
    [InlineData("《甲法》第一条；《乙法》第二条", "legalBasis", "《乙法》第二条", "《乙法》第二条", null)]
    [InlineData("《甲法》1条", "legalBasis", "《甲法》第1条", "《甲法》第1条", null)]
    [InlineData(null, "penalty.fine", "5000", "5000", null)]
    public async Task What_was_found_is_what_stands_in_the_cell_and_what_it_was_read_as_is_told_beside_it(string? cell, string field, string found, string shown, string? readAs)
    {
        _ = RecordFields.TryFind(field, out var known);
        var reason = Reason.About(known, "amount-without-kind", found, "不符。", "Wrong.", "改。", "Mend it.");
        var batch = await table.TakeAsync("b", new(null, [new(null, "penalty", 1, 0, [new("编号", RecordField.SourceId, false), new("内容", known, false)])], []), [[(new(2, ["P-1", cell]), Rejected(2, reason))]], Cancel, format: "CSV");
        var error = Assert.Single(AnswerPages.Errors(table.Spool, batch, 0, isGone: false).Items);
        Assert.Equal((shown, readAs), (error.Found, error.ReadAs));
        // Once the rows are gone, what the reason says is all there is.
        Assert.Equal((found, null), Assert.Single(AnswerPages.Errors(table.Spool, batch, 0, isGone: true).Items) is var gone ? (gone.Found, gone.ReadAs) : default);
    }

    [Fact]
    public async Task A_batch_says_what_was_read_of_it_and_why_records_were_refused()
    {
        var status = BatchStatus.Of("330100", await TakeAsync([new(0, [new("nothing-mark", "note", "--", null), new("date", "decidedOn", "2026/3/5", "2026-03-05")])]));
        Assert.Equal([("三月", "penalty", 1, 2), ("四月", "licence", 2, 1)], status.Sheets.Select(sheet => (sheet.Name, sheet.Template, sheet.TitleLine, sheet.Records)));
        // Two chunks, each with the two changes given.
        Assert.Equal((null, 4), (status.Encoding, status.Normalised));
        Assert.Equal([("no-such-day", "decidedOn", 2), ("missing", "authority.name", 1)], status.Reasons.Select(reason => (reason.Code, reason.Field, reason.Count)));
        Assert.Equal(["封面"], status.SkippedSheets);
        Assert.Equal("/v1/batches/b/rows-to-mend", status.Links.RowsToMend);
    }

    [Fact]
    public async Task Reasons_wait_until_all_is_decided_and_decisions_that_come_twice_count_once()
    {
        var batch = await table.TakeAsync("b", null, [[(Row(1), Rejected(1, NoSuchDay))], [(Row(2), null)]], Cancel, format: "NDJSON");
        Assert.Empty(BatchStatus.Of("330100", batch).Reasons);
        foreach (var _ in Enumerable.Range(0, 2))
            await table.Spool.DecidedAsync("b", 1, table.Time.GetUtcNow(), DecisionJson.Write([Rejected(2, NoSuchDay)]), Cancel);
        Assert.Equal(2, Assert.Single(BatchStatus.Of("330100", table.Spool.Find("b")!).Reasons).Count);
    }

    [Fact]
    public async Task Names_that_a_sender_makes_up_do_not_make_the_tally_grow()
    {
        var batch = await table.TakeAsync(
            "b", null, [[(Row(1), Rejected(1, [.. Enumerable.Range(0, 40).Select(n => DecidingReasons.UnknownField($"x{n}", null))]))]], Cancel, format: "JSON");
        Assert.Equal(("unknown-field", "", 40), (batch.Reasons[0].Code, batch.Reasons[0].Field, Assert.Single(batch.Reasons).Count));
    }

    [Fact]
    public async Task Rows_to_mend_come_with_their_cells_by_title_and_what_is_wrong()
    {
        var page = AnswerPages.RowsToMend(table.Spool, await TakeAsync(), 0);
        Assert.Equal([("三月", 3), ("四月", 5)], page.Items.Select(row => (row.Sheet, row.Line)));
        Assert.Equal(
            [("行政相对人名称*", "杭州样例青岚化工有限公司"), ("统一社会信用代码", "91330108FME2RGMM89"), ("处罚决定日期", "2026-09-31")],
            page.Items[0].Cells.Select(cell => (cell.Key, cell.Value)));
        Assert.Equal(["no-such-day", "missing"], page.Items[0].Errors.Select(error => error.Code));
    }

    [Fact]
    public async Task What_was_read_otherwise_is_told_cell_by_cell_before_and_after_the_decision()
    {
        List<RecordChanges> changes = [new(1, [new("date", "decidedOn", "2026/3/5", "2026-03-05"), new("nothing-mark", "note", "--", null)])];
        List<(KeptRow, Decision?)> undecided = [(Row(2), null), (Row(7), null)];
        var batch = await table.TakeAsync("b", new(null, [new("三月", "penalty", 1, 0, Columns)], []), [undecided], Cancel, changes);
        var before = AnswerPages.Normalised(table.Spool, batch, 0).Items;
        Assert.Equal([("三月", 7, "处罚决定日期", "D7", "date"), ("三月", 7, "备注", "F7", "nothing-mark")], before.Select(cell => (cell.Sheet, cell.Line, cell.Column, cell.Cell, cell.Rule)));
        Assert.Contains("“2026/3/5”读作“2026-03-05”：", before[0].Zh, StringComparison.Ordinal);
        Assert.Contains("“--”读作没有填写：", before[1].Zh, StringComparison.Ordinal);
        await table.Spool.DecidedAsync("b", 0, table.Time.GetUtcNow(), DecisionJson.Write([Accepted(2), Accepted(7)]), Cancel);
        Assert.Equal(before, AnswerPages.Normalised(table.Spool, table.Spool.Find("b")!, 0).Items);
    }

    [Fact]
    public async Task Pages_end_with_a_chunk_and_lead_to_the_next()
    {
        List<(KeptRow, Decision?)> chunk = [.. Enumerable.Range(2, 300).Select(line => (Row(line), (Decision?)Rejected(line, NoSuchDay)))];
        var batch = await table.TakeAsync("b", new(null, [new("三月", "penalty", 1, 0, Columns)], []), [chunk, chunk, chunk], Cancel);
        var first = AnswerPages.RowsToMend(table.Spool, batch, 0);
        Assert.Equal((600, "/v1/batches/b/rows-to-mend?after=1&format=json"), (first.Items.Count, first.Next));
        var second = AnswerPages.RowsToMend(table.Spool, batch, 2);
        Assert.Equal((300, null), (second.Items.Count, second.Next));
    }

    [Fact]
    public async Task The_csv_of_faults_has_all_of_them_and_no_formula()
    {
        using var output = new MemoryStream();
        var evil = Reason.About(RecordField.Note, "too-long", "=cmd()", "过长。", "Too long.", "短些。", "Shorter.");
        var batch = await table.TakeAsync("b", new(null, [new("三月", "penalty", 1, 0, Columns)], []), [[(Row(2), Rejected(2, NoSuchDay, evil))]], Cancel);
        await CsvAnswers.WriteErrorsAsync(output, table.Spool, batch, isGone: false, Cancel);
        var lines = Encoding.UTF8.GetString(output.ToArray()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, lines.Length);
        Assert.StartsWith("\uFEFF\"工作表\",\"行\",\"单元格\"", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("\"三月\",\"2\",\"D2\",\"处罚决定日期\",\"2026-09-31\",\"“决定日期”没有这一天。\"", lines[1], StringComparison.Ordinal);
        Assert.Contains("\"'=cmd()\"", lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_csv_of_rows_to_mend_is_the_table_of_one_sheet()
    {
        var batch = await TakeAsync();
        Assert.Equal([0, 1], CsvAnswers.SheetsToMend(table.Spool, batch, batch.Source!));
        using var output = new MemoryStream();
        await CsvAnswers.WriteRowsToMendAsync(output, table.Spool, batch, batch.Source!, 1, Cancel);
        Assert.Equal(
            "\uFEFF\"行政相对人名称*\",\"法定代表人\",\"统一社会信用代码\",\"处罚决定日期\",\"内部流水号\",\"备注\",\"错误说明\"\r\n"
            + "\"杭州样例青岚化工有限公司\",\"\",\"91330108FME2RGMM89\",\"2026-03-05\",\"\",\"甲\",\"【处罚决定日期】“决定日期”没有这一天。应为：9 月最后一天是 2026-09-30。\"\r\n",
            Encoding.UTF8.GetString(output.ToArray()));
    }
}
