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
        { "100000000.01", CodeFaults.AmountTooLarge("100000000.01") },
        { "999999999999", CodeFaults.AmountTooLarge("999999999999") },
        { "约五千", CodeFaults.AmountForm("约五千") },
        { "5000美元", CodeFaults.AmountForm("5000美元") },
        { "1,00", CodeFaults.AmountForm("1,00") },
        { "1,0000", CodeFaults.AmountForm("1,0000") },
        { ".5", CodeFaults.AmountForm(".5") },
        { "5.", CodeFaults.AmountForm("5.") },
        { "1e3", CodeFaults.AmountForm("1e3") },
        { "1.2.3", CodeFaults.AmountForm("1.2.3") },
        { "٥٠٠٠", CodeFaults.AmountForm("٥٠٠٠") },
        { "万元", CodeFaults.AmountForm("万元") },
        { "", CodeFaults.AmountForm("") },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void An_amount_that_is_none_is_refused(string text, CodeFault fault) =>
        Assert.Equal(fault, MoneyAmount.Parse(text, MoneyAmount.TenThousandYuan).Fault);
}
