using CreditShare.Committee.Pages.Cities;

namespace CreditShare.Registry.Tests.Statistics;

/// <summary>The rates of a notice, as they are printed.</summary>
public sealed class NoticeRowTests
{
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

    /// <summary>As pages write a share.</summary>
    private static decimal Percent(double? share) => decimal.Parse(share!.Value.ToString("0.0%", System.Globalization.CultureInfo.InvariantCulture).TrimEnd('%'), System.Globalization.CultureInfo.InvariantCulture);
}
