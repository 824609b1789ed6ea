using CreditShare.Domain.Calendar;
using CreditShare.Testing;

namespace CreditShare.Domain.Tests.Calendar;

public sealed class WorkingDaysTests
{
    private static WorkingDays Days => ShippedSeeds.Folder.WorkingDays;

    // Exchanged days move work about and leave its sum: Monday to Friday less the statutory days (11, from 2025 on 13).
    [Theory]
    [InlineData(2024, 262 - 11)]
    [InlineData(2025, 261 - 13)]
    [InlineData(2026, 261 - 13)]
    public void An_announced_year_has_as_many_working_days_as_the_law_leaves(int year, int expected)
    {
        var first = new DateOnly(year, 1, 1);
        Assert.Equal(expected, Enumerable.Range(0, DateTime.IsLeapYear(year) ? 366 : 365).Count(n => Days.IsWorkingDay(first.AddDays(n))));
    }

    [Theory]
    [InlineData(2024)]
    [InlineData(2025)]
    [InlineData(2026)]
    [InlineData(2027)]
    public void A_year_lists_only_its_own_days_works_only_on_weekends_and_never_on_a_holiday(int year)
    {
        var name = $"{year}.json";
        var file = SeedJson.Read<HolidayYear>(File.ReadAllBytes(Path.Combine(Repository.Seeds, "holidays", name)), name);
        Assert.Equal(year, file.Year);
        Assert.All(file.Holidays.Concat(file.WorkingWeekends), day => Assert.Equal(year, day.Year));
        Assert.All(file.WorkingWeekends, day => Assert.True(day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday, $"{day} is no weekend"));
        Assert.Empty(file.Holidays.Intersect(file.WorkingWeekends));
        Assert.Equal(file.Holidays.Distinct().Order(), file.Holidays);
    }

    [Theory]
    [InlineData("2023-10-02", true)] // a holiday, but no file says so
    [InlineData("2023-10-07", false)]
    public void A_year_without_a_file_falls_back_to_Monday_to_Friday_and_is_not_announced(string day, bool working)
    {
        var date = DateOnly.Parse(day, null);
        Assert.Equal(working, Days.IsWorkingDay(date));
        Assert.False(Days.IsAnnounced(date.Year));
    }

    [Theory]
    [InlineData("2024-02-08", 1, "2024-02-09")]
    [InlineData("2024-02-09", 1, "2024-02-18")] // over the Spring Festival to the Sunday that is worked
    [InlineData("2025-01-24", 1, "2025-01-26")]
    [InlineData("2026-09-30", 3, "2026-10-10")] // the Saturday that is worked counts
    [InlineData("2026-12-31", 1, "2027-01-04")] // into a year not announced yet
    [InlineData("2026-10-03", 0, "2026-10-03")]
    public void The_nth_working_day_after_a_day(string from, int count, string expected) =>
        Assert.Equal(DateOnly.Parse(expected, null), Days.Add(DateOnly.Parse(from, null), count));

    [Fact]
    public void A_negative_count_is_a_bug() => Assert.Throws<ArgumentOutOfRangeException>(() => Days.Add(new(2026, 1, 5), -1));

    [Fact]
    public void A_day_begins_in_China_eight_hours_before_UTC()
    {
        var start = ChinaCalendar.StartOf(new(2026, 8, 15));
        Assert.Equal(new DateTimeOffset(2026, 8, 14, 16, 0, 0, TimeSpan.Zero), start);
        Assert.Equal(new DateOnly(2026, 8, 15), ChinaCalendar.Today(start));
        Assert.Equal(new DateOnly(2026, 8, 14), ChinaCalendar.Today(start.AddTicks(-1)));
    }
}
