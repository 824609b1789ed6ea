using System.Globalization;
using CreditShare.Committee.Pages.Cities;
using CreditShare.Committee.Statistics;

namespace CreditShare.Registry.Tests.Statistics;

/// <summary>The rates of a notice, as they are printed.</summary>
public sealed class NoticeRowTests
{
    public NoticeRowTests() => CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("zh-CN");

    [Theory]
    [InlineData(37, 1000)]
    [InlineData(9625, 10_000)]
    [InlineData(1235, 10_000)]
    [InlineData(5, 10_000)]
    [InlineData(1, 3)]
    [InlineData(0, 7)]
    [InlineData(7, 7)]
    public void Timeliness_and_late_rate_are_the_whole_as_they_stand_on_the_page(long inTime, long stated)
    {
        var row = new NoticeRow("杭州市", null, stated, stated, 0, 1, (double)inTime / stated, 0, 0);
        Assert.Equal(100m, Percent(row.TimelinessRate) + Percent(row.LateRate));
    }

    [Fact]
    public void Where_nothing_was_stated_there_is_no_rate()
    {
        var row = new NoticeRow("杭州市", null, 0, 0, 0, null, null, 0, 0);
        Assert.Equal((null, null), (row.TimelinessRate, row.LateRate));
    }

    [Fact]
    public void Rows_by_item_add_up_to_the_total_whose_records_in_no_item_are_the_last_row()
    {
        var figures = new Figures(254, 229, 23, 1, 1, 0.9051, 200, 0.9, default, default, 0, 0, 3, [Item("GEN-03", 250, 228, 20, 2), Item("NO-99", 2, 1, 1, 0)], [], new(1, 0, 0, 0, 0, null))
        {
            WithoutItem = Item(null, 2, 0, 2, 1),
        };
        var (rows, total) = (NoticeRow.ByItem(figures), NoticeRow.Of("合计", null, figures));
        Assert.Equal(
            (total.Received, total.Accepted, total.Rejected, total.Repairs), (rows.Sum(row => row.Received), rows.Sum(row => row.Accepted), rows.Sum(row => row.Rejected), rows.Sum(row => row.Repairs)));
        Assert.Equal("未写明或无法识别事项的", rows[^1].Name);
        Assert.EndsWith(" NO-99", rows[^2].Name, StringComparison.Ordinal);
        Assert.Equal(2, NoticeRow.ByItem(figures with { WithoutItem = null }).Count);
    }

    private static ItemFigure Item(string? item, long received, long accepted, long rejected, long repairs) => new(item, null, null, received, accepted, rejected, null, 0, null, repairs, 0);

    /// <summary>As pages write a share.</summary>
    private static decimal Percent(double? share) => decimal.Parse(share!.Value.ToString("0.0%", CultureInfo.InvariantCulture).TrimEnd('%'), CultureInfo.InvariantCulture);
}
