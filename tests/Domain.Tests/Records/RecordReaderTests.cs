using CreditShare.Domain.Catalogue;
using CreditShare.Domain.Codes;
using CreditShare.Domain.Deciding;
using CreditShare.Domain.Normalising;
using CreditShare.Domain.Records;
using CreditShare.Testing;

namespace CreditShare.Domain.Tests.Records;

public sealed class RecordReaderTests
{
    private static (CreditRecord Record, List<Reason> Reasons) Read(decimal unit, params (RecordField Field, string Text)[] texts)
    {
        var cells = new RecordCells { AmountUnit = unit };
        foreach (var (field, text) in texts)
            cells[field] = text;
        var reasons = new List<Reason>();
        return (RecordReader.Read(cells, reasons), reasons);
    }

    [Fact]
    public void Real_cells_become_one_normalised_record()
    {
        var code = Some.Subject().Code!;
        var (record, reasons) = Read(
            MoneyAmount.TenThousandYuan,
            (RecordField.Kind, "行政处罚"), (RecordField.SubjectName, "　杭州样例甲\n有限公司 "), (RecordField.SubjectCode, code.ToLowerInvariant()),
            (RecordField.DocumentNumber, "杭环罚[2024]12号"), (RecordField.DecidedOn, "2024年3月5日"), (RecordField.ValidUntil, "2099/12/31"),
            (RecordField.PenaltyKinds, "罚款;没收违法所得"), (RecordField.Fine, "0.5"), (RecordField.Confiscated, "5,000.00元"), (RecordField.Note, "— —"),
            (RecordField.Severity, "一般"));
        Assert.Empty(reasons);
        Assert.Equal("杭州样例甲有限公司", record.Subject!.Name);
        Assert.Equal(code, record.Subject.Code);
        Assert.Equal("杭环罚〔2024〕12号", record.DocumentNumber);
        Assert.Equal(new DateOnly(2024, 3, 5), record.DecidedOn);
        Assert.Null(record.ValidUntil);
        Assert.Equal([PenaltyKind.Fine, PenaltyKind.ConfiscationIncome], record.Penalty!.Kinds);
        Assert.Equal((5000m, 5000m), (record.Penalty.Fine, record.Penalty.Confiscated));
        Assert.Null(record.Note);
        Assert.Equal(Severity.General, record.Severity);
        Assert.Equal(ChangeKind.Submit, record.Change);
    }

    [Fact]
    public void Each_unreadable_cell_is_reported_and_the_others_are_read()
    {
        var (record, reasons) = Read(
            MoneyAmount.Yuan,
            (RecordField.DecidedOn, "2022-09-31"), (RecordField.Fine, "约五千"), (RecordField.SubjectCode, "91330100799655058C"), (RecordField.Facts, "事实"));
        Assert.Equal(["no-such-day", "amount-form", "check-character-wrong"], reasons.OrderBy(reason => reason.Field).Select(reason => reason.Code));
        Assert.Equal("事实", record.Penalty!.Facts);
    }

    [Theory]
    [InlineData("法人及非法人组织", null)]
    [InlineData("自然人", "natural-person")]
    [InlineData("个体工商户", "individual-business")]
    [InlineData("其它", "unknown-word")]
    public void Only_organisations_pass(string subjectClass, string? refused)
    {
        var (_, reasons) = Read(MoneyAmount.Yuan, (RecordField.SubjectClass, subjectClass));
        Assert.Equal(refused is null ? [] : [refused], reasons.Select(reason => reason.Code));
    }

    [Fact]
    public void An_identity_number_in_a_text_refuses_it_and_is_not_shown()
    {
        const string Number = "110101199003070019";
        var (record, reasons) = Read(MoneyAmount.Yuan, (RecordField.Facts, $"当事人证件号{Number}"), (RecordField.DecidedOn, Number));
        Assert.Null(record.Penalty);
        Assert.Contains(reasons, reason => reason.Code == "identity-number");
        Assert.DoesNotContain(Number, System.Text.Encoding.UTF8.GetString(DecisionJson.WriteReasons(reasons)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1", 1L)]
    [InlineData("999999999", 999999999L)]
    [InlineData("0", null)]
    [InlineData("1.5", null)]
    [InlineData("1000000000", null)]
    public void A_bureaus_version_number_is_a_whole_number_below_the_spools_stamps(string text, long? version)
    {
        var cells = new RecordCells { AmountUnit = 1 };
        cells[RecordField.SourceVersion] = text;
        var reasons = new List<Reason>();
        Assert.Equal(version, RecordReader.ReadSourceVersion(cells, reasons));
        Assert.Equal(version is null, reasons.Count == 1);
    }

    [Fact]
    public void Amounts_that_are_equal_give_equal_bytes()
    {
        var one = Read(MoneyAmount.Yuan, (RecordField.Fine, "5000")).Record;
        var other = Read(MoneyAmount.TenThousandYuan, (RecordField.Fine, "0.500000")).Record;
        Assert.Equal(RecordJson.Write(one), RecordJson.Write(other));
        Assert.Contains("\"fine\":5000}", System.Text.Encoding.UTF8.GetString(RecordJson.Write(one)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("待补", "not-filled-in")]
    [InlineData("#REF!", "spreadsheet-error")]
    public void A_cell_that_only_puts_its_value_off_is_refused(string text, string code)
    {
        var (record, reasons) = Read(MoneyAmount.Yuan, (RecordField.Facts, text), (RecordField.DecidedOn, text), (RecordField.SubjectName, text));
        Assert.Equal([code, code, code], reasons.Select(reason => reason.Code));
        Assert.Null(record.Penalty);
        Assert.Empty(Read(MoneyAmount.Yuan, (RecordField.Note, "待补")).Reasons);
    }

    [Theory]
    [InlineData("2024-03-05", "这里是日期")]
    [InlineData("12345678", "这里是数字或符号")]
    [InlineData("杭环罚〔2024〕12号", "这里是文号")]
    [InlineData("11330100U2GY3UUJ0Y", "名称与代码两列可能填反")]
    [InlineData("N00001", "这里是代码")]
    [InlineData("— —", "只有符号“— —”")]
    public void What_is_no_authority_is_told_with_what_would_be_right(string name, string why)
    {
        var (record, reasons) = Read(MoneyAmount.Yuan, (RecordField.AuthorityName, name), (RecordField.AuthorityCode, "11330100U2GY3UUJ0Y"));
        var reason = Assert.Single(reasons);
        Assert.Equal(("authority-not-a-name", "authority.name", name), (reason.Code, reason.Field, reason.Found));
        Assert.Contains(why, reason.Zh, StringComparison.Ordinal);
        Assert.Contains("单位全称", reason.RightZh, StringComparison.Ordinal);
        Assert.Null(record.Authority!.Name);
    }

    [Fact]
    public void A_source_is_held_to_the_same_but_may_be_missing()
    {
        Assert.Equal("authority-not-a-name", Assert.Single(Read(MoneyAmount.Yuan, (RecordField.SourceName, "2024-03-05")).Reasons).Code);
        Assert.Empty(Read(MoneyAmount.Yuan, (RecordField.SourceName, "—")).Reasons);
    }

    [Fact]
    public void Name_and_code_that_changed_places_are_told_as_such()
    {
        var (_, reasons) = Read(
            MoneyAmount.Yuan, (RecordField.AuthorityName, "11330100U2GY3UUJ0Y"), (RecordField.AuthorityCode, "杭州市市场监督管理局（样例）"),
            (RecordField.SubjectName, Some.Subject().Code!), (RecordField.SubjectCode, Some.Subject().Name!));
        Assert.Equal(
            ["subject.name subject-not-a-name", "subject.code code-is-a-name", "authority.name authority-not-a-name", "authority.code code-is-a-name"],
            reasons.Select(reason => $"{reason.Field} {reason.Code}"));
        Assert.All(reasons, reason => Assert.Contains("两列可能填反", reason.Zh, StringComparison.Ordinal));
    }

    [Fact]
    public void A_change_that_names_no_authority_may_hold_a_mark_there() =>
        Assert.Empty(Read(MoneyAmount.Yuan, (RecordField.Change, "撤销"), (RecordField.AuthorityName, "/")).Reasons);

    [Fact]
    public void Detention_is_told_to_be_for_persons()
    {
        var (record, reasons) = Read(MoneyAmount.Yuan, (RecordField.PenaltyKinds, "罚款；行政拘留"));
        Assert.Equal("natural-person", Assert.Single(reasons).Code);
        Assert.Equal([PenaltyKind.Fine], record.Penalty!.Kinds);
    }

    [Fact]
    public void A_kind_that_may_be_two_is_not_guessed()
    {
        var reason = Assert.Single(Read(MoneyAmount.Yuan, (RecordField.PenaltyKinds, "暂扣或吊销许可证")).Reasons);
        Assert.Equal("unknown-word", reason.Code);
        Assert.Contains("暂扣许可证件、降低资质等级、吊销许可证件", reason.RightZh, StringComparison.Ordinal);
    }

    [Fact]
    public void A_document_number_holds_no_character_that_cannot_be_seen() =>
        Assert.Equal("unseen-character", Assert.Single(Read(MoneyAmount.Yuan, (RecordField.DocumentNumber, "杭环罚\u0001〔2024〕12号")).Reasons).Code);
}
