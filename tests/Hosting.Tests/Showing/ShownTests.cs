using System.Globalization;
using CreditShare.Pages.Showing;

namespace CreditShare.Hosting.Tests.Showing;

/// <summary>How pages write days, instants and numbers: one way in each language.</summary>
public sealed class ShownTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 9, 22, 5, 33, TimeSpan.Zero);

    [Theory]
    [InlineData("zh-CN", "2026年3月10日", "2026年3月10日 06:05:33")]
    [InlineData("en", "10 March 2026", "10 March 2026 06:05:33")]
    public void An_instant_begins_with_its_day_as_days_are_written(string language, string day, string instant)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        Assert.Equal((day, instant), (Shown.Date(new(2026, 3, 10)), Shown.Instant(At)));
        Assert.Equal((day, instant), (Shown.Iso("2026-03-10"), Shown.Iso("2026-03-09T22:05:33.0000000+00:00")));
        Assert.Equal(["2026-01", "POST /agency/lookup", "2026-13-01"], new[] { "2026-01", "POST /agency/lookup", "2026-13-01" }.Select(Shown.Iso));
    }

    [Theory]
    [InlineData(0, "0 records")]
    [InlineData(1, "1 record")]
    [InlineData(2, "2 records")]
    [InlineData(12_345, "12,345 records")]
    public void One_is_singular_in_English(long number, string text) => Assert.Equal(text, Shown.Count(number, "record"));
}
