using System.Globalization;
using CreditShare.Committee.Statistics;
using CreditShare.Domain.Lookups;
using CreditShare.Pages.Language;
using CreditShare.Pages.Showing;

namespace CreditShare.Committee.Pages;

/// <summary>What the figures of the console mean, below them.</summary>
internal static class FigureTexts
{
    /// <summary>A month of the statistics as the reader writes it where there is little room: an axis, a column.</summary>
    /// <param name="month">Such as 2026-11.</param>
    public static string Month(string month) => MonthSpan.Month(month) is { } known ? Texts.T(Shown.Month(known), known.ToString("MMM yyyy", CultureInfo.InvariantCulture)) : month;

    /// <summary>A catalogue item's name, without its id.</summary>
    public static string Item(ItemFigure item) => item.Item is null
        ? Texts.T("未写明或无法识别事项的", "No item, or an unknown one")
        : Texts.T(item.Zh ?? "目录中没有的事项", item.En ?? "not in the catalogue");

    public static string Rates => Texts.T(
        "按认定时间逐月统计。合规率＝入库／（入库＋退回＋重复认定），原样重报不计；及时率＝作出决定后七个工作日内报送的／首次报送并入库的。仅说明各市工作情况，不涉及对信用主体的任何评价。",
        "By the month of the decision. Compliance rate: accepted / (accepted + refused + duplicate); what was held already, byte for byte, counts neither way. Timeliness rate: pushed within seven working days of the authority's decision / accepted for the first time. Describes cities, never subjects.");

    public static string Lookups => Texts.T(
        "一次批量查询按其中的主体数计。短时间内大量重复的被拒绝请求在日志中每分钟合并为一条。仅说明机构工作情况，不涉及对信用主体的任何评价。",
        "A lookup of many counts as many subjects as it names. Of a flood of refused calls the log has one entry a minute. Describes agencies, never subjects.");

    public static string Unusual(AgencyStatisticsAnswer days) => Texts.T(
        $"当日查询的主体数超过 {Shown.Number(days.UnusualFloor)}，并超过此前 {UnusualVolume.DaysBefore} 日中位数（平日）的 {days.UnusualFactor} 倍，标为异常：提示核查，不说明原因。",
        $"A day is marked as unusual where more than {Shown.Number(days.UnusualFloor)} subjects were looked up, and more than {days.UnusualFactor} times the median of the {UnusualVolume.DaysBefore} days before: somebody should look, it does not say why.");
}
