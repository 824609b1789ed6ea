using CreditShare.Domain.Law;
using CreditShare.Domain.Normalising;

namespace CreditShare.Domain.Tests.Normalising;

public sealed class NormalisingTests
{
    [Theory]
    [InlineData("2024-03-05")]
    [InlineData("2024/3/5")]
    [InlineData("2024.3.5")]
    [InlineData("20240305")]
    [InlineData("2024年3月5日")]
    [InlineData("2024年03月05日")]
    [InlineData("2024-03-05 00:00:00")]
    [InlineData("2024/3/5 0:00")]
    [InlineData("45356")]
    [InlineData("45356.0")]
    public void A_day_in_every_form(string text) => Assert.Equal(new DateOnly(2024, 3, 5), ChineseDate.Parse(text).Value);

    [Theory]
    [InlineData("2022-09-31", "no-such-day")]
    [InlineData("2023-02-29", "no-such-day")]
    [InlineData("2024-13-01", "no-such-day")]
    [InlineData("20240230", "no-such-day")]
    [InlineData("24-03-05", "date-form")]
    [InlineData("1900-01-01", "date-range")]
    [InlineData("2101-01-01", "date-range")]
    [InlineData("长期", "date-form")]
    [InlineData("12345", "date-form")]
    [InlineData("2024-03", "date-form")]
    public void A_day_that_is_none_is_refused(string text, string fault) => Assert.Equal(fault, ChineseDate.Parse(text).Fault.Code);

    [Theory]
    [InlineData("0.5", "5000")]
    [InlineData("0.000001", "0.01")]
    [InlineData("5,000.00元", "5000")]
    [InlineData("0.5万元", "5000")]
    [InlineData("1.2亿元", "120000000")]
    [InlineData("人民币3万元整", "30000")]
    [InlineData("0", "0")]
    public void An_amount_in_every_form_from_a_column_of_ten_thousand_yuan(string text, string yuan) =>
        Assert.Equal(decimal.Parse(yuan, System.Globalization.CultureInfo.InvariantCulture), MoneyAmount.Parse(text, MoneyAmount.TenThousandYuan).Value);

    [Theory]
    [InlineData("-1", "amount-negative")]
    [InlineData("0.0000001", "amount-too-fine")]
    [InlineData("约五千", "amount-form")]
    [InlineData("5000美元", "amount-form")]
    [InlineData("1,00", "amount-form")]
    [InlineData("999999999999", "amount-too-large")]
    public void An_amount_that_is_none_is_refused(string text, string fault) =>
        Assert.Equal(fault, MoneyAmount.Parse(text, MoneyAmount.TenThousandYuan).Fault.Code);

    [Theory]
    [InlineData("无", true)]
    [InlineData("/", true)]
    [InlineData("— —", true)]
    [InlineData("--", true)]
    [InlineData("空", true)]
    [InlineData("", true)]
    [InlineData("无锡样例公司", false)]
    [InlineData("0", false)]
    public void Marks_for_nothing(string text, bool nothing) => Assert.Equal(nothing, NothingMarks.IsNothing(text));

    [Theory]
    [InlineData("　甲\r\n乙 ", "甲 乙")]
    [InlineData("ＡＢＣ１２３（样例）", "ABC123（样例）")]
    [InlineData("\uFEFF甲\u200B乙", "甲乙")]
    [InlineData("𠮷㐂䶮", "𠮷㐂䶮")]
    public void Cells_are_folded(string text, string folded) => Assert.Equal(folded, CellText.Fold(text));

    [Theory]
    [InlineData("一百二十三", 123)]
    [InlineData("十", 10)]
    [InlineData("二十", 20)]
    [InlineData("一百零八", 108)]
    [InlineData("一〇八", 108)]
    [InlineData("28", 28)]
    [InlineData("千", 1000)]
    public void Chinese_numerals(string text, int number) => Assert.Equal(number, ChineseNumerals.Parse(text));

    [Theory]
    [InlineData("《中华人民共和国环境保护法》第五十九条第一款", "中华人民共和国环境保护法 59 1 ")]
    [InlineData("《环境保护法》第五十九条、第六十条；《行政处罚法》第28条", "环境保护法 59  |环境保护法 60  |行政处罚法 28  ")]
    [InlineData("依据《食品安全法》第一百二十五条第一款第（二）项之规定", "食品安全法 125 1 2")]
    [InlineData("《旅行社条例》第48条", "旅行社条例 48  ")]
    public void A_basis_is_read_article_by_article(string text, string citations) =>
        Assert.Equal(citations, string.Join('|', LegalCitations.Parse(text).Value.Select(c => $"{c.LawTitle} {c.Article} {c.Paragraph} {c.Item}")));

    [Theory]
    [InlineData("环境保护法第五十九条")]
    [InlineData("《环境保护法》")]
    [InlineData("《环境保护法》、《行政处罚法》第二十八条")]
    [InlineData("有关规定")]
    public void A_basis_without_law_or_article_is_refused(string text) =>
        Assert.Equal("legal-basis-unreadable", LegalCitations.Parse(text).Fault.Code);

    [Fact]
    public void Penalty_kinds_are_parted_but_a_known_word_is_not()
    {
        Assert.Equal(["罚款", "没收违法所得", "警告"], PenaltyKindText.Split("罚款-没收违法所得；警告", _ => false));
        Assert.Equal(["stop-business", "fine"], PenaltyKindText.Split("stop-business;fine", word => word == "stop-business"));
    }
}
