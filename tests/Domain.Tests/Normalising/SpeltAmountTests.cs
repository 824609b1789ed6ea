using System.Globalization;
using CreditShare.Domain.Normalising;
using FsCheck.Xunit;

namespace CreditShare.Domain.Tests.Normalising;

public sealed class SpeltAmountTests
{
    [Theory]
    [InlineData("伍万元整", "50000")]
    [InlineData("伍仟元", "5000")]
    [InlineData("伍仟圆正", "5000")]
    [InlineData("五千元", "5000")]
    [InlineData("两万元", "20000")]
    [InlineData("壹拾贰万叁仟肆佰伍拾陆元柒角捌分", "123456.78")]
    [InlineData("拾万元整", "100000")]
    [InlineData("十二万元", "120000")]
    [InlineData("伍仟零叁元", "5003")]
    [InlineData("壹万零伍佰元", "10500")]
    [InlineData("壹拾万零伍仟元", "105000")] // a 零 more than need be is usual here
    [InlineData("壹亿贰仟万元", "120000000")]
    [InlineData("伍元零叁分", "5.03")]
    [InlineData("零元伍角", "0.5")]
    public void An_amount_spelt_out_is_read(string text, string yuan) => Assert.Equal(decimal.Parse(yuan, CultureInfo.InvariantCulture), SpeltAmount.Parse(text));

    [Theory]
    [InlineData("伍万")] // no 元
    [InlineData("五千三元")] // 5,003 or 5,300
    [InlineData("一万五元")]
    [InlineData("一万五千二元")]
    [InlineData("伍拾佰元")]
    [InlineData("伍伍元")]
    [InlineData("零伍元")]
    [InlineData("伍拾零元")]
    [InlineData("伍万叁万元")]
    [InlineData("元")]
    [InlineData("万元")]
    [InlineData("约伍万元")]
    [InlineData("伍万元余")]
    [InlineData("5万三千元")]
    public void What_is_none_or_may_mean_two_is_refused(string text) => Assert.Null(SpeltAmount.Parse(text));

    [Property]
    public bool Every_amount_is_read_as_it_is_spelt(uint any) => SpeltAmount.Parse(Spell(any) + "元整") == any;

    /// <summary>As a bank's form has it, a 零 for each gap.</summary>
    private static string Spell(uint amount)
    {
        if (amount == 0)
            return "零";
        var spelt = "";
        var gap = false;
        foreach (var (worth, name) in new[] { (100_000_000u, "亿"), (10_000u, "万"), (1u, "") })
        {
            var section = amount / worth % 10_000;
            if (section == 0)
            {
                gap = spelt.Length > 0;
                continue;
            }
            foreach (var (unit, place) in new[] { (1000u, "仟"), (100u, "佰"), (10u, "拾"), (1u, "") })
            {
                var digit = section / unit % 10;
                if (digit == 0)
                {
                    gap |= spelt.Length > 0;
                    continue;
                }
                spelt += (gap ? "零" : "") + "零壹贰叁肆伍陆柒捌玖"[(int)digit] + place;
                gap = false;
            }
            spelt += name;
        }
        return spelt;
    }
}
