using System.Text;
using System.Text.Json;
using CreditShare.Domain.Deciding;
using CreditShare.Domain.Normalising;
using CreditShare.Domain.Records;
using CreditShare.Testing;
using FsCheck.Xunit;

namespace CreditShare.Domain.Tests.Records;

/// <summary>Every cell that is read as something other than it says is listed, and no other.</summary>
public sealed class CellChangesTests
{
    private const string IdentityNumber = "110101199003070019";

    private static List<CellChange> Changes(decimal unit, params (RecordField Field, string Text)[] texts)
    {
        var cells = new RecordCells { AmountUnit = unit };
        foreach (var (field, text) in texts)
            cells[field] = text;
        var changes = new List<CellChange>();
        var reasons = new List<Reason>();
        RecordReader.ReadSourceVersion(cells, reasons, changes);
        RecordReader.Read(cells, reasons, changes);
        return changes;
    }

    public static TheoryData<string> Rules => [.. CellRules.All.Select(rule => rule.Name)];

    [Theory]
    [MemberData(nameof(Rules))]
    public void Each_rules_example_is_what_it_does(string name)
    {
        var rule = CellRules.Find(name)!;
        Assert.Equal(new CellChange(rule.Name, rule.Field.Path(), rule.Found, rule.ReadAs), Assert.Single(Changes(MoneyAmount.TenThousandYuan, (rule.Field, rule.Found))));
    }

    [Fact]
    public void The_page_of_rules_names_every_rule()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "rules.md"));
        Assert.All(CellRules.All, rule => Assert.Contains($"\n| `{rule.Name}` | ", page, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(RecordField.SubjectName, " 杭州样例甲有限公司", "cell-text", "杭州样例甲有限公司")]
    [InlineData(RecordField.AuthorityName, "杭州市市场监督管理局(样例)", "organisation-name", "杭州市市场监督管理局（样例）")]
    [InlineData(RecordField.Facts, "甲\u200B乙", "cell-text", "甲乙")]
    [InlineData(RecordField.Note, "／", "nothing-mark", null)]
    [InlineData(RecordField.Confiscated, "不适用", "nothing-mark", null)]
    [InlineData(RecordField.DecidedOn, "45356", "date", "2024-03-05")]
    [InlineData(RecordField.DecidedOn, "2024/3/5 23:59", "date", "2024-03-05")]
    [InlineData(RecordField.DecidedOn, "2024-03-04T16:00:00Z", "date", "2024-03-05")]
    [InlineData(RecordField.DecidedOn, "2024-03-05 ", "cell-text", "2024-03-05")]
    [InlineData(RecordField.ValidUntil, "9999-12-31", "open-end", "长期")]
    [InlineData(RecordField.ValidUntil, "永久", "open-end", "长期")]
    [InlineData(RecordField.PublicUntil, "2099-12-31", "open-end", null)] // not without end: left to the rules of its severity
    [InlineData(RecordField.Fine, "5,000.00元", "amount", "5000 元")]
    [InlineData(RecordField.Fine, "0,5", null, null)] // refused, so not read as anything
    [InlineData(RecordField.Fine, "1,000", "amount", "10000000 元")] // the column counts 10,000 yuan
    [InlineData(RecordField.Fine, "人民币伍万元整", "amount", "50000 元")]
    [InlineData(RecordField.Fine, "０．５", "amount", "5000 元")]
    [InlineData(RecordField.Fine, "０.５", "cell-text", "0.5")]
    [InlineData(RecordField.DocumentNumber, "杭环罚 （２０２４） 12号号", "document-number", "杭环罚〔2024〕12号")]
    [InlineData(RecordField.SubjectCode, "９１330100799655058B", "credit-code", "91330100799655058B")]
    [InlineData(RecordField.PenaltyKinds, "罚款,警告", "penalty-kinds", "警告；罚款")]
    [InlineData(RecordField.PenaltyKinds, "罚款；罚款", "penalty-kinds", "罚款")]
    [InlineData(RecordField.PenaltyKinds, "没收违法所得、没收非法财物", "penalty-kinds", "没收违法所得")]
    [InlineData(RecordField.PenaltyKinds, "暂扣许可证", "penalty-kinds", "暂扣许可证件")]
    [InlineData(RecordField.PenaltyKinds, "罚款；拘押", null, null)]
    [InlineData(RecordField.SubjectClass, "法人及其他组织", "known-word", "法人及非法人组织")]
    [InlineData(RecordField.LicenceStatus, "1（有效）", "known-word", "有效")]
    [InlineData(RecordField.LicenceStatus, "0", "known-word", "无效")]
    [InlineData(RecordField.Severity, "严重失信", "known-word", "严重")]
    [InlineData(RecordField.HonourYear, "二〇二四年", "year", "2024")]
    [InlineData(RecordField.HonourCategory, "守信\n激励", "cell-text", "守信 激励")]
    [InlineData(RecordField.SourceVersion, " 3", "cell-text", "3")]
    public void A_change_is_listed_by_its_rule(RecordField field, string found, string? rule, string? readAs)
    {
        var changes = Changes(MoneyAmount.TenThousandYuan, (field, found));
        Assert.Equal(rule is null ? [] : [new CellChange(rule, field.Path(), found, readAs)], changes);
    }

    [Theory]
    [InlineData(RecordField.Facts, "经查，事实清楚。")]
    [InlineData(RecordField.Facts, "")]
    [InlineData(RecordField.Facts, "　 ")] // an empty cell says nothing
    [InlineData(RecordField.DecidedOn, "2024-03-05")]
    [InlineData(RecordField.ValidUntil, "2030-10-17")]
    [InlineData(RecordField.Fine, "0.5")] // in its column's unit
    [InlineData(RecordField.Fine, "0.500000")]
    [InlineData(RecordField.PenaltyKinds, "罚款;警告；责令关闭、其他-通报批评")] // the templates' separators, in any order
    [InlineData(RecordField.PenaltyKinds, "fine;stop-business")]
    [InlineData(RecordField.Severity, "一般")]
    [InlineData(RecordField.Severity, "general")]
    [InlineData(RecordField.LicenceStatus, "1")]
    [InlineData(RecordField.LicenceStatus, "有效")]
    [InlineData(RecordField.SubjectClass, "法人及非法人组织")]
    [InlineData(RecordField.HonourYear, "2024")]
    [InlineData(RecordField.DocumentNumber, "杭环罚〔2024〕12号")]
    [InlineData(RecordField.DecidedOn, "2022-09-31")] // refused: a reason says so
    public void What_is_read_as_it_says_is_not_listed(RecordField field, string found) => Assert.Empty(Changes(MoneyAmount.TenThousandYuan, (field, found)));

    [Fact]
    public void A_long_cell_is_cut()
    {
        var change = Assert.Single(Changes(MoneyAmount.Yuan, (RecordField.Facts, new string('甲', 300) + "\n")));
        Assert.Equal((121, 121), (change.Found.Length, change.ReadAs!.Length));
    }

    [Fact]
    public void A_record_lists_fifty_changes_at_most()
    {
        var dirty = Enum.GetValues<RecordField>().Where(field => field is not (RecordField.Change or RecordField.AuthorityName)).Select(field => (field, "— —")).ToArray();
        Assert.True(dirty.Length > 50);
        Assert.Equal(50, Changes(MoneyAmount.Yuan, dirty).Count);
    }

    [Theory]
    [InlineData(IdentityNumber)]
    [InlineData("110101\u200B199003070019")]
    [InlineData("１１０１０１１９９００３０７００１９")]
    [InlineData("110101 19900307 0019")]
    [InlineData("110101199003070019\u200B")]
    public void No_change_shows_an_identity_number(string number)
    {
        foreach (var field in Enum.GetValues<RecordField>())
        {
            var shown = JsonSerializer.Serialize(Changes(MoneyAmount.Yuan, (RecordField.SubjectName, "张某 样例"), (field, $" {number}\n")));
            Assert.DoesNotContain("19900307", shown, StringComparison.Ordinal);
            Assert.DoesNotContain("9900", shown.Replace("\\u", "", StringComparison.Ordinal), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Nothing_of_a_person_is_listed()
    {
        Assert.Empty(Changes(MoneyAmount.Yuan, (RecordField.SubjectName, "张 某"), (RecordField.SubjectCode, IdentityNumber)));
        Assert.Empty(Changes(MoneyAmount.Yuan, (RecordField.SubjectName, "张 某"), (RecordField.SubjectCode, IdentityNumber.Insert(6, "\u200B"))));
        Assert.Empty(Changes(MoneyAmount.Yuan, (RecordField.SubjectName, "张 某"), (RecordField.SubjectClass, "自然人")));
    }

    /// <summary>Cells as they come, for every field; many are refused.</summary>
    private static readonly string[] Cells =
    [
        "无", "— —", "待补", "", "2024年3月5日", "2099-12-31", "长期", "45356", "0.5万元", "5,000.00", "人民币伍万元整", "杭环罚[2024]12号号", "ＸＫ２０２３－０００１", "样例(杭州) 有限公司", "暂 无", "待 补",
        "罚款/警告 其它", "没收违法所得、没收非法财物", "法人", "1（有效）", "2", "严重失信", "二〇二四年度", "2024", " 甲\n乙\u200B ", "91330100799655058b", "11330100U2GY3UUJ0Y", "gen-03", "行政处罚", "honour", "撤销",
        "成立", "复核", "ABC (中国) Ltd", "𠮷 (样例)", "n a", "杭州市市场监督管理局(样例)", "/ 1 号", "(无)", "。", "1号。", "＃Ｎ／Ａ",
    ];

    [Property(MaxTest = 2000)]
    public void A_canonical_record_is_read_without_a_change(ushort[] picks)
    {
        var cells = new RecordCells { AmountUnit = MoneyAmount.TenThousandYuan };
        for (var at = 0; at < picks.Length; at++)
            cells[(RecordField)(picks[at] % RecordFields.Count)] = Cells[(picks[at] / RecordFields.Count) % Cells.Length];
        var bytes = RecordJson.Write(RecordReader.Read(cells, []));
        var reasons = new List<Reason>();
        var changes = new List<CellChange>();
        var again = RecordReader.Read(CanonicalRecord.Cells(bytes), reasons, changes);
        Assert.Empty(reasons);
        Assert.Empty(changes);
        Assert.Equal(Encoding.UTF8.GetString(bytes), Encoding.UTF8.GetString(RecordJson.Write(again with { Change = bytes.AsSpan().IndexOf("\"change\""u8) < 0 ? null : again.Change })));
    }

    [Fact]
    public void A_record_that_needs_nothing_costs_no_more_when_changes_are_asked_for()
    {
        var cells = CanonicalRecord.Cells(RecordJson.Write(Some.Penalty()));
        Measure(null);
        Measure([]);
        Assert.Equal(Measure(null), Measure([]));

        long Measure(List<CellChange>? changes)
        {
            var reasons = new List<Reason>();
            var before = GC.GetAllocatedBytesForCurrentThread();
            RecordReader.Read(cells, reasons, changes);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }
}
