using CreditShare.Domain.Codes;
using CreditShare.Domain.Normalising;

namespace CreditShare.Domain.Tests.Normalising;

public sealed class OpenEndTests
{
    [Theory]
    [InlineData("长期")]
    [InlineData("长期有效")]
    [InlineData("永久")]
    [InlineData("无期限")]
    [InlineData("无固定期限")]
    [InlineData("2099-12-31")]
    [InlineData("2099/12/31")]
    [InlineData("20991231")]
    [InlineData("2099年12月31日")]
    [InlineData("73050")] // 2099-12-31 as a serial
    [InlineData("2100-01-01")]
    [InlineData("9999-12-31")]
    [InlineData("9999/12/31 00:00:00")]
    [InlineData("99991231")]
    [InlineData("2958465")]
    public void No_end_is_no_end(string text) => Assert.Null(OpenEnd.Parse(text).Value);

    [Theory]
    [InlineData("2030-10-17")]
    [InlineData("2030/10/17")]
    [InlineData("2030年10月17日")]
    public void An_end_is_a_day(string text) => Assert.Equal(new DateOnly(2030, 10, 17), OpenEnd.Parse(text).Value);

    public static TheoryData<string, CodeFault> Refused => new()
    {
        { "三年", CodeFaults.DateForm("三年") }, // from when is not said
        { "长期（三年）", CodeFaults.DateForm("长期（三年）") },
        { "9999-01-01", CodeFaults.DateRange("9999-01-01") },
        { "2098-02-30", CodeFaults.NoSuchDay("2098-02-30", new(2098, 2, 28)) },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_is_neither_is_refused(string text, CodeFault fault) => Assert.Equal(fault, OpenEnd.Parse(text).Fault);
}
