using System.Globalization;
using CreditShare.Committee.Pages;
using CreditShare.Committee.Pages.Log;
using CreditShare.Domain.Catalogue;
using CreditShare.Domain.Records;
using CreditShare.ExchangeLog.Entries;
using CreditShare.Testing;

namespace CreditShare.Registry.Tests.Auditing;

/// <summary>What a decided record states is read in words: no member's name, no code word.</summary>
public sealed class StatedFieldTests
{
    private static readonly MemberNames Names = new(House.Seeds);

    [Theory]
    [InlineData(
        "zh-CN", "记录编号=P-1 变更类型=报送 记录类型=行政处罚 目录事项编码=行政处罚（简易程序除外） 决定日期=2026年6月1日 处罚类别=罚款 罚款金额=20,000.00_元 违法行为类型=未按规定公示")]
    [InlineData("en", "Kind_of_change=Statement Kind_of_record=penalty Day_of_the_decision=1_June_2026 Kinds_of_penalty=fine Fine=CNY_20,000.00")]
    public void Names_words_days_and_amounts_are_the_readers(string language, string said)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        var fields = Of(Some.Penalty()).Select(field => $"{field.Name}={field.Value}").ToList();
        Assert.All(said.Split(' '), field => Assert.Contains(field.Replace('_', ' '), fields));
    }

    [Fact]
    public void A_Chinese_reader_meets_no_code_word()
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("zh-CN");
        IEnumerable<CreditRecord> records =
        [
            Some.Honour(), Some.Licence(), Some.Listing(),
            Some.Penalty() with { Penalty = new() { Kinds = Enum.GetValues<PenaltyKind>() } },
            .. Enum.GetValues<Severity>().Select(severity => Some.Penalty() with { Severity = severity }),
            .. Enum.GetValues<ChangeKind>().Select(change => Some.Penalty() with { Change = change }),
            .. Enum.GetValues<DisputeStage>().Select(stage => Some.Penalty() with { Dispute = new() { ReceivedOn = new(2026, 6, 2), Stage = stage } }),
            .. Enum.GetValues<ResolutionResult>().Select(result => Some.Penalty() with { Resolution = new() { Result = result, SettledOn = new(2026, 6, 3) } }),
        ];
        Assert.All(records.SelectMany(Of).Where(field => !field.IsQuoted), field => Assert.DoesNotMatch("[a-z]", field.Name + field.Value));
    }

    [Fact]
    public void What_is_no_record_is_not_read_as_one()
    {
        Assert.Null(StatedField.Of(EntryKind.LookupAnswered, RecordJson.Write(Some.Penalty()), Names));
        Assert.Null(StatedField.Of(EntryKind.RecordDecided, "{ no JSON"u8.ToArray(), Names));
        Assert.Null(StatedField.Of(EntryKind.RecordDecided, "[]"u8.ToArray(), Names));
    }

    private static IReadOnlyList<StatedField> Of(CreditRecord record) => StatedField.Of(EntryKind.RecordDecided, RecordJson.Write(record), Names)!;
}
