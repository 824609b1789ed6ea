using CreditShare.Committee.Statistics;

namespace CreditShare.Registry.Tests.Statistics;

/// <summary>The days that a link takes along from chosen months.</summary>
public sealed class DaySpanTests
{
    [Theory]
    [InlineData("2026-08", "2026-09", "2026-08-01", "2026-09-30")]
    [InlineData("2026-01", "2026-10", "2026-08-01", "2026-10-31")]
    [InlineData("2026-02", "2026-05", "2026-03-01", "2026-05-31")]
    [InlineData("2026-11", "2026-11", "2026-11-01", "2026-11-23")]
    [InlineData("2025-12", "2026-11", "2026-08-24", "2026-11-23")]
    [InlineData("2027-01", "2027-01", "2027-01-01", "2027-01-31")]
    public void Chosen_months_are_their_days_the_last_of_them_where_they_are_too_many_and_none_to_come(string from, string until, string first, string last)
    {
        var today = new DateOnly(2026, 11, 23);
        var days = DaySpan.Of(new(MonthSpan.Month(from)!.Value, MonthSpan.Month(until)!.Value), today);
        Assert.Equal((first, last), (DaySpan.Text(days.From), DaySpan.Text(days.Until)));
        // The agency's page takes them.
        Assert.Empty(DaySpan.Read(first, last, 31, today).Faults);
    }
}
