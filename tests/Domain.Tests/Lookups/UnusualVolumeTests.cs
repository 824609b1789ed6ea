using CreditShare.Domain.Lookups;

namespace CreditShare.Domain.Tests.Lookups;

public sealed class UnusualVolumeTests
{
    // Five times the usual day, and more than 200.
    [Theory]
    [InlineData(200, 0, false)]
    [InlineData(201, 0, true)]
    [InlineData(500, 100, false)]
    [InlineData(501, 100, true)]
    [InlineData(199, 1, false)]
    public void A_day_is_marked_above_the_floor_and_above_so_many_usual_days(long subjects, long usual, bool marked) =>
        Assert.Equal(marked, new UnusualVolume(5, 200).Marks(subjects, usual));

    // Twenty working days and eight at weekends: what is usual is a working day. Days that are missing count as idle.
    [Theory]
    [InlineData(100, 20, 100)]
    [InlineData(100, 14, 100)]
    [InlineData(100, 13, 0)]
    [InlineData(100_000, 1, 0)]
    public void What_is_usual_is_the_median_of_the_days_before(long each, int days, long usual) =>
        Assert.Equal(usual, UnusualVolume.Usual(Enumerable.Repeat(each, days)));
}
