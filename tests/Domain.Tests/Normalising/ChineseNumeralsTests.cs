using CreditShare.Domain.Normalising;
using FsCheck.Xunit;

namespace CreditShare.Domain.Tests.Normalising;

public sealed class ChineseNumeralsTests
{
    [Theory]
    [InlineData("一百二十三", 123)]
    [InlineData("十", 10)]
    [InlineData("十二", 12)]
    [InlineData("二十", 20)]
    [InlineData("一百零八", 108)]
    [InlineData("一百一十", 110)]
    [InlineData("一〇八", 108)]
    [InlineData("二〇", 20)]
    [InlineData("两百", 200)]
    [InlineData("一千二百六十", 1260)] // the Civil Code's last article
    [InlineData("一千零二十", 1020)]
    [InlineData("九千九百九十九", 9999)]
    [InlineData("千", 1000)]
    [InlineData("28", 28)]
    [InlineData("２８", 28)]
    [InlineData("〇", 0)]
    [InlineData("一○八", 108)] // the circle, typed for 〇
    public void A_number_is_read(string text, int number) => Assert.Equal(number, ChineseNumerals.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("条")]
    [InlineData("三十二百")]
    [InlineData("二十二十")]
    [InlineData("一百二三")]
    [InlineData("二十三四")]
    [InlineData("一万")]
    [InlineData("10000")]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("九九九九九九九九千")] // beyond what an int holds
    [InlineData("一二三四五六七八九〇")]
    public void What_is_no_number_up_to_9999_is_refused(string text) => Assert.Null(ChineseNumerals.Parse(text));

    [Property]
    public bool Every_number_is_read_as_it_is_spelt(ushort any)
    {
        var number = any % 10_000;
        return ChineseNumerals.Parse(Spell(number)) == number;
    }

    private static string Spell(int number)
    {
        if (number == 0)
            return "零";
        var spelt = "";
        foreach (var (unit, name) in new[] { (1000, "千"), (100, "百"), (10, "十"), (1, "") })
        {
            var digit = number / unit % 10;
            if (digit > 0)
                spelt += "零一二三四五六七八九"[digit] + name;
            else if (spelt.Length > 0 && !spelt.EndsWith('零') && number % unit > 0)
                spelt += "零";
        }
        return spelt;
    }
}
