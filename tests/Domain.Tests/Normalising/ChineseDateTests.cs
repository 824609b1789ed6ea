using System.Globalization;
using CreditShare.Domain.Codes;
using CreditShare.Domain.Normalising;
using FsCheck.Xunit;

namespace CreditShare.Domain.Tests.Normalising;

public sealed class ChineseDateTests
{
    [Theory]
    [InlineData("2024-03-05")]
    [InlineData("2024-3-5")]
    [InlineData("2024/3/5")]
    [InlineData("2024／3／5")]
    [InlineData("2024－03－05")]
    [InlineData("2024.3.5")]
    [InlineData("20240305")]
    [InlineData("2024年3月5日")]
    [InlineData("2024年03月05日")]
    [InlineData("2024年 3月 5日")]
    [InlineData("2024年3月5号")]
    [InlineData("2024年3月5日 星期二")]
    [InlineData("2024/3/5(周二)")]
    [InlineData("2024–03–05")] // a dash that a word processor made
    [InlineData("2024.03.05")]
    [InlineData("2024-3-5 0:00:00")]
    [InlineData("二〇二四年三月五日")]
    [InlineData("二○二四年三月五日")]
    [InlineData("二零二四年三月五号")]
    [InlineData("2024-03-05 00:00:00")]
    [InlineData("2024-03-05 00:00:00.000")]
    [InlineData("2024/3/5 0:00")]
    [InlineData("2024/3/5 23:59")]
    [InlineData("2024-03-05T00:00:00")]
    [InlineData("2024-03-05T23:30:00+08:00")]
    [InlineData("2024-03-05T00:00:00Z")] // eight in the morning
    [InlineData("2024-03-05T15:59:59Z")]
    [InlineData("2024/3/5 24:00")] // the day's end
    [InlineData("2024-03-05 24:00:00.0")]
    [InlineData("2024-03-04T24:00Z")] // eight in the morning of the next day
    [InlineData("2024-03-04T23:59:59.999Z")]
    [InlineData("2024-03-04T16:00:00.000Z")] // midnight in China, as a program writes it
    [InlineData("45356")]
    [InlineData("45356.0")]
    [InlineData("45356.75")]
    public void A_day_in_every_form(string text) => Assert.Equal(new DateOnly(2024, 3, 5), ChineseDate.Parse(text).Value);

    [Theory]
    [InlineData("1949-01-01", "1949-01-01")]
    [InlineData("2099-12-31", "2099-12-31")]
    [InlineData("2100-12-31", "2100-12-31")]
    [InlineData("2024-02-29", "2024-02-29")]
    [InlineData("32874", "1990-01-01")]
    [InlineData("73415", "2100-12-31")]
    [InlineData("2023-12-31T16:00:00Z", "2024-01-01")]
    [InlineData("二〇二四年元月十日", "2024-01-10")]
    [InlineData("二〇二三年十二月三十一日", "2023-12-31")]
    public void The_first_and_the_last_day_are_taken(string text, string day) =>
        Assert.Equal(DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture), ChineseDate.Parse(text).Value);

    public static TheoryData<string, CodeFault> Refused => new()
    {
        { "2022-09-31", CodeFaults.NoSuchDay("2022-09-31", new(2022, 9, 30)) },
        { "2022年9月31日", CodeFaults.NoSuchDay("2022年9月31日", new(2022, 9, 30)) },
        { "2023-02-29", CodeFaults.NoSuchDay("2023-02-29", new(2023, 2, 28)) },
        { "2024-13-01", CodeFaults.NoSuchDay("2024-13-01") },
        { "2024-00-10", CodeFaults.NoSuchDay("2024-00-10") },
        { "2024-01-00", CodeFaults.NoSuchDay("2024-01-00", new(2024, 1, 31)) },
        { "20240230", CodeFaults.NoSuchDay("20240230", new(2024, 2, 29)) },
        { "1900-01-01", CodeFaults.DateRange("1900-01-01") },
        { "1948-12-31", CodeFaults.DateRange("1948-12-31") },
        { "2101-01-01", CodeFaults.DateRange("2101-01-01") },
        { "二〇二二年九月三十一日", CodeFaults.NoSuchDay("二〇二二年九月三十一日", new(2022, 9, 30)) },
        { "24-03-05", CodeFaults.DateShortYear("24-03-05") },
        { "3/5/24", CodeFaults.DateShortYear("3/5/24") },
        { "24年3月5日", CodeFaults.DateShortYear("24年3月5日") },
        { "3/5/2024", CodeFaults.DateOrder("3/5/2024", [new(2024, 3, 5), new(2024, 5, 3)]) },
        { "25/3/2024", CodeFaults.DateOrder("25/3/2024", [new(2024, 3, 25)]) }, // only one is possible, and yet it is not taken
        { "5.5.2024", CodeFaults.DateOrder("5.5.2024", [new(2024, 5, 5)]) },
        { "31/31/2024", CodeFaults.DateForm("31/31/2024") },
        { "2024-03", CodeFaults.DateIncomplete("2024-03") },
        { "2024年3月", CodeFaults.DateIncomplete("2024年3月") },
        { "2024年", CodeFaults.DateIncomplete("2024年") },
        { "2024-03-05至2024-03-09", CodeFaults.DateForm("2024-03-05至2024-03-09") },
        { "二〇二四年三十月五日", CodeFaults.NoSuchDay("二〇二四年三十月五日") },
        { "2024-03-05T10:00:00-05:00", CodeFaults.DateForm("2024-03-05T10:00:00-05:00") }, // not China's clock: which day is a guess
        { "2024-03-05T99:99Z", CodeFaults.DateTime("2024-03-05T99:99Z") },
        { "2024-03-05T25:00:00Z", CodeFaults.DateTime("2024-03-05T25:00:00Z") },
        { "2024-03-05 24:01", CodeFaults.DateTime("2024-03-05 24:01") },
        { "2024-03-05 24:00:01", CodeFaults.DateTime("2024-03-05 24:00:01") },
        { "2024/3/5 23:60", CodeFaults.DateTime("2024/3/5 23:60") },
        { "2024年3月5日 23:59:60", CodeFaults.DateTime("2024年3月5日 23:59:60") },
        { "20240305 9:99+08:00", CodeFaults.DateTime("20240305 9:99+08:00") },
        { "长期", CodeFaults.DateForm("长期") },
        { "", CodeFaults.DateForm("") },
        { "12345", CodeFaults.DateForm("12345") },
        { "32873", CodeFaults.DateForm("32873") },
        { "73416", CodeFaults.DateForm("73416") },
        { "٢٠٢٤-٠٣-٠٥", CodeFaults.DateForm("٢٠٢٤-٠٣-٠٥") }, // digits of another script are no digits here
        { "४५३५६", CodeFaults.DateForm("४५३५६") },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void A_day_that_is_none_is_refused(string text, CodeFault fault) => Assert.Equal(fault, ChineseDate.Parse(text).Fault);

    [Theory]
    [InlineData("2024-03-05", true)]
    [InlineData("2022-09-31", true)]
    [InlineData("2024-03-05 99:99", true)]
    [InlineData("12345678", false)]
    public void A_day_with_a_time_that_does_not_exist_is_meant_as_a_day(string text, bool isMeant) => Assert.Equal(isMeant, ChineseDate.IsMeantAsDay(text));

    [Theory]
    [InlineData("9999-12-31 23:59:59", true)]
    [InlineData("9999-12-31 99:99", false)]
    public void The_last_day_of_all_has_a_time_that_exists(string text, bool isTaken) => Assert.Equal(isTaken, OpenEnd.Parse(text).IsSuccess);

    [Property]
    public bool Every_form_of_a_day_is_that_day(ushort days)
    {
        // 65,535 days from 1990 would pass 2100.
        var day = new DateOnly(1990, 1, 1).AddDays(days % 40_000);
        string[] forms = ["yyyy-MM-dd", "yyyy/M/d", "yyyy.M.d", "yyyyMMdd", "yyyy年M月d日"];
        return forms.All(form => ChineseDate.Parse(day.ToString(form, CultureInfo.InvariantCulture)).Value == day);
    }

    [Fact]
    public void A_day_that_does_not_exist_is_answered_with_its_months_last() =>
        Assert.Equal("2022年9月的最后一天是2022年9月30日，请核对。", ChineseDate.Parse("2022-09-31").Fault.ExpectedChinese);
}
