using System.Globalization;
using CreditShare.Domain.Codes;
using CreditShare.Domain.Normalising;

namespace CreditShare.Domain.Tests.Normalising;

public sealed class MoneyAmountTests
{
    [Theory]
    [InlineData("0.5", "5000")]
    [InlineData("5", "50000")]
    [InlineData("0", "0")]
    [InlineData("0.000001", "0.01")]
    [InlineData("0.0000010", "0.01")] // a zero more is no finer
    [InlineData("5,000.00元", "5000")]
    [InlineData("5，000．00元", "5000")]
    [InlineData("5000元整", "5000")]
    [InlineData("5000 元", "5000")]
    [InlineData("￥5,000.00元", "5000")]
    [InlineData("0.5万元", "5000")]
    [InlineData("0.5万", "5000")]
    [InlineData("1.2亿元", "120000000")]
    [InlineData("人民币3万元整", "30000")]
    [InlineData("人民币5000元", "5000")]
    [InlineData("RMB 5,000元", "5000")]
    [InlineData("5000元人民币", "5000")]
    [InlineData("5千元", "5000")]
    [InlineData("1千元", "1000")]
    [InlineData("一千元", "1000")]
    [InlineData("1百万元", "1000000")]
    [InlineData("一百万元", "1000000")]
    [InlineData("1千万元", "10000000")]
    [InlineData("一千万元", "10000000")]
    [InlineData("壹仟万元整", "10000000")]
    [InlineData("1.5百万元", "1500000")]
    [InlineData("人民币伍万元整", "50000")]
    [InlineData("五千元", "5000")] // a unit in the cell goes before the column's here too
    [InlineData("100000000", "1000000000000")] // the most
    public void An_amount_in_every_form_from_a_column_of_ten_thousand_yuan(string text, string yuan) =>
        Assert.Equal(decimal.Parse(yuan, CultureInfo.InvariantCulture), MoneyAmount.Parse(text, MoneyAmount.TenThousandYuan).Value);

    [Theory]
    [InlineData("5,000.00", "5000")]
    [InlineData("1,234,567.89", "1234567.89")]
    [InlineData("0.01", "0.01")]
    [InlineData("0.5万元", "5000")] // the text's own unit goes before the column's
    public void A_bare_number_is_in_the_unit_of_its_column(string text, string yuan) =>
        Assert.Equal(decimal.Parse(yuan, CultureInfo.InvariantCulture), MoneyAmount.Parse(text, MoneyAmount.Yuan).Value);

    public static TheoryData<string, CodeFault> Refused => new()
    {
        { "-1", CodeFaults.AmountNegative("-1") },
        { "－0.5万元", CodeFaults.AmountNegative("－0.5万元") },
        { "0.0000001", CodeFaults.AmountTooFine("0.0000001") },
        { "0.001元", CodeFaults.AmountTooFine("0.001元") },
        { "100000000.01", CodeFaults.AmountTooLarge("100000000.01", MoneyAmount.TenThousandYuan) },
        { "999999999999", CodeFaults.AmountTooLarge("999999999999", MoneyAmount.TenThousandYuan) },
        { "约五千", CodeFaults.AmountVague("约五千", MoneyAmount.TenThousandYuan) },
        { "约5万", CodeFaults.AmountVague("约5万", MoneyAmount.TenThousandYuan) },
        { "5万余元", CodeFaults.AmountVague("5万余元", MoneyAmount.TenThousandYuan) },
        { "5000-10000", CodeFaults.AmountVague("5000-10000", MoneyAmount.TenThousandYuan) },
        { "5000元至10000元", CodeFaults.AmountVague("5000元至10000元", MoneyAmount.TenThousandYuan) },
        { "0.5万元（5000元）", CodeFaults.AmountUnits("0.5万元（5000元）", MoneyAmount.TenThousandYuan) },
        { "5万元元", CodeFaults.AmountUnits("5万元元", MoneyAmount.TenThousandYuan) },
        { "5万元。", CodeFaults.AmountForm("5万元。", MoneyAmount.TenThousandYuan) },
        { "五千三元", CodeFaults.AmountForm("五千三元", MoneyAmount.TenThousandYuan) },
        { "5000美元", CodeFaults.AmountCurrency("5000美元", MoneyAmount.TenThousandYuan) },
        { "5万美元", CodeFaults.AmountCurrency("5万美元", MoneyAmount.TenThousandYuan) },
        { "五千美元", CodeFaults.AmountCurrency("五千美元", MoneyAmount.TenThousandYuan) },
        { "美元", CodeFaults.AmountCurrency("美元", MoneyAmount.TenThousandYuan) },
        { "5000港元", CodeFaults.AmountCurrency("5000港元", MoneyAmount.TenThousandYuan) },
        { "港元", CodeFaults.AmountCurrency("港元", MoneyAmount.TenThousandYuan) },
        { "5千港元", CodeFaults.AmountCurrency("5千港元", MoneyAmount.TenThousandYuan) },
        { "5000欧元", CodeFaults.AmountCurrency("5000欧元", MoneyAmount.TenThousandYuan) },
        { "欧元", CodeFaults.AmountCurrency("欧元", MoneyAmount.TenThousandYuan) },
        { "USD 5000", CodeFaults.AmountCurrency("USD 5000", MoneyAmount.TenThousandYuan) },
        { "$5,000", CodeFaults.AmountCurrency("$5,000", MoneyAmount.TenThousandYuan) },
        { "5000usd", CodeFaults.AmountCurrency("5000usd", MoneyAmount.TenThousandYuan) },
        { "1,00", CodeFaults.AmountForm("1,00", MoneyAmount.TenThousandYuan) },
        { "1,0000", CodeFaults.AmountForm("1,0000", MoneyAmount.TenThousandYuan) },
        { ".5", CodeFaults.AmountForm(".5", MoneyAmount.TenThousandYuan) },
        { "5.", CodeFaults.AmountForm("5.", MoneyAmount.TenThousandYuan) },
        { "1e3", CodeFaults.AmountForm("1e3", MoneyAmount.TenThousandYuan) },
        { "1.2.3", CodeFaults.AmountForm("1.2.3", MoneyAmount.TenThousandYuan) },
        { "٥٠٠٠", CodeFaults.AmountForm("٥٠٠٠", MoneyAmount.TenThousandYuan) },
        { "万元", CodeFaults.AmountForm("万元", MoneyAmount.TenThousandYuan) },
        { "千元", CodeFaults.AmountForm("千元", MoneyAmount.TenThousandYuan) },
        { "百万元", CodeFaults.AmountForm("百万元", MoneyAmount.TenThousandYuan) },
        { "千万元", CodeFaults.AmountForm("千万元", MoneyAmount.TenThousandYuan) },
        { "亿元", CodeFaults.AmountForm("亿元", MoneyAmount.TenThousandYuan) },
        { "元", CodeFaults.AmountForm("元", MoneyAmount.TenThousandYuan) },
        { "", CodeFaults.AmountForm("", MoneyAmount.TenThousandYuan) },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void An_amount_that_is_none_is_refused(string text, CodeFault fault) =>
        Assert.Equal(fault, MoneyAmount.Parse(text, MoneyAmount.TenThousandYuan).Fault);

    [Fact]
    public void A_refusal_names_the_columns_unit()
    {
        Assert.Contains("本列不写单位时按万元计", MoneyAmount.Parse("5000-10000", MoneyAmount.TenThousandYuan).Fault.ExpectedChinese, StringComparison.Ordinal);
        Assert.Contains("应以人民币元计", MoneyAmount.Parse("5000美元", MoneyAmount.TenThousandYuan).Fault.Chinese, StringComparison.Ordinal);
        Assert.Contains("例如 5000元", MoneyAmount.Parse("千元", MoneyAmount.TenThousandYuan).Fault.ExpectedChinese, StringComparison.Ordinal);
        Assert.Contains("本列不写单位时按元计", MoneyAmount.Parse("若干", MoneyAmount.Yuan).Fault.ExpectedChinese, StringComparison.Ordinal);
        Assert.Contains("本列不写单位时按万元计", MoneyAmount.Parse("500000000", MoneyAmount.TenThousandYuan).Fault.Chinese, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0.5", true)]
    [InlineData("5000", true)]
    [InlineData("5,000", false)]
    [InlineData("5000元", false)]
    [InlineData(".5", false)]
    [InlineData("5.", false)]
    [InlineData("", false)]
    public void A_plain_number_is_digits_and_a_point(string text, bool isPlain) => Assert.Equal(isPlain, MoneyAmount.IsPlain(text));
}
