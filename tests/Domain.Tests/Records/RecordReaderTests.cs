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
        Assert.Equal("杭州样例甲 有限公司", record.Subject!.Name);
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
}
