using CreditShare.Domain.Objections;

namespace CreditShare.Domain.Tests.Objections;

public sealed class ObjectionClockTests
{
    // Filed (UTC), settled by, at latest. China's day, its holidays and the weekends worked instead.
    [Theory]
    [InlineData("2026-11-23T02:00:00Z", "2026-11-30", "2026-12-21")]
    [InlineData("2026-11-23T15:59:59Z", "2026-11-30", "2026-12-21")]
    [InlineData("2026-11-23T16:00:00Z", "2026-12-01", "2026-12-22")]
    // A Saturday counts as the day of filing, and not itself.
    [InlineData("2026-11-28T02:00:00Z", "2026-12-04", "2026-12-25")]
    public void An_objection_is_settled_in_five_working_days_and_twenty_at_most(string filed, string by, string latest)
    {
        var clock = ObjectionClock.Of(DateTimeOffset.Parse(filed, null), ShippedSeeds.Folder.WorkingDays);
        Assert.Equal((DateOnly.Parse(by, null), DateOnly.Parse(latest, null)), (clock.SettleBy, clock.AtLatest));
    }

    [Fact]
    public void National_day_is_no_working_day() =>
        Assert.True(ObjectionClock.Of(new(2026, 9, 30, 2, 0, 0, TimeSpan.Zero), ShippedSeeds.Folder.WorkingDays).SettleBy > new DateOnly(2026, 10, 9));
}
