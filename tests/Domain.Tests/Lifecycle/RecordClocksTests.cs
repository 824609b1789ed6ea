using CreditShare.Domain.Lifecycle;
using CreditShare.Domain.Profiles;
using CreditShare.Domain.Records;
using CreditShare.Testing;

namespace CreditShare.Domain.Tests.Lifecycle;

public sealed class RecordClocksTests
{
    private static LifecycleBook Book => ShippedSeeds.Folder.Lifecycle;

    private static DateOnly Day(string day) => DateOnly.Parse(day, null);

    private static CreditRecord Penalty(string decided, params PenaltyKind[] kinds) => Some.Penalty() with
    {
        DecidedOn = Day(decided), Penalty = Some.Penalty().Penalty! with { Kinds = kinds, Fine = kinds.Contains(PenaltyKind.Fine) ? 20_000 : null },
    };

    // Decided, first day of a repair, last day of publicity. The rules changed on 2026-04-01.
    [Theory]
    [InlineData("2026-06-01", PenaltyKind.Fine, "2026-09-02", "2027-06-01")]
    [InlineData("2026-04-01", PenaltyKind.Fine, "2026-07-02", "2027-04-01")]
    [InlineData("2026-03-31", PenaltyKind.Fine, "2026-07-01", "2027-03-31")]
    [InlineData("2025-04-02", PenaltyKind.Fine, "2025-07-03", "2026-04-02")] // the new rules end it later than they begin
    [InlineData("2025-04-01", PenaltyKind.Fine, "2025-07-02", "2026-04-01")]
    [InlineData("2025-03-31", PenaltyKind.Fine, "2025-07-01", "2026-03-31")] // and this one on the last day of the old ones
    [InlineData("2024-06-01", PenaltyKind.Fine, "2024-09-02", "2026-03-31")] // three years by the old rules, over when the new ones came
    [InlineData("2023-03-31", PenaltyKind.Fine, "2023-07-01", "2026-03-31")]
    [InlineData("2023-03-30", PenaltyKind.Fine, "2023-07-01", "2026-03-30")] // three years by the old rules alone
    [InlineData("2024-02-29", PenaltyKind.StopBusiness, "2024-05-30", "2027-02-28")]
    [InlineData("2026-06-01", PenaltyKind.StopBusiness, "2027-06-02", "2029-06-01")]
    [InlineData("2025-12-31", PenaltyKind.StopBusiness, "2027-01-01", "2028-12-31")] // three months were not over when the new rules asked twelve
    [InlineData("2025-12-30", PenaltyKind.StopBusiness, "2026-12-31", "2028-12-30")] // open for one day, then the new rules closed it again
    public void Periods_follow_from_the_severity_and_the_rules_of_their_days(string decided, PenaltyKind kind, string repair, string until)
    {
        var clocks = RecordClocks.Of(Penalty(decided, kind), null, Book)!;
        Assert.Equal(
            (Day(decided), Day(repair), Day(until), Day(until)),
            (clocks.PublicFrom!.Day, clocks.EarliestRepair.Day, clocks.PublicUntil!.Day, clocks.Expiry!.Day));
    }

    [Theory]
    [InlineData("2026-03-31", true)]
    [InlineData("2026-04-01", false)]
    public void A_record_that_the_new_rules_end_is_shown_until_the_day_before_them(string day, bool shown)
    {
        var profile = SubjectProfile.Empty(Some.Subject().Code!).With(new(Some.City, "P-1"), 1, default, default, Penalty("2024-06-01", PenaltyKind.Fine));
        Assert.Equal(shown, RecordInUse.On(profile, Book.Catalogue, Book.Publicity, Day(day)).Any());
    }

    [Fact]
    public void A_stated_end_comes_first_and_says_so()
    {
        var clocks = RecordClocks.Of(Some.Penalty() with { PublicUntil = new(2026, 12, 1) }, null, Book)!;
        Assert.Equal(new DateOnly(2026, 12, 1), clocks.Expiry!.Day);
        Assert.Equal("认定机关确定的公示截止日。", clocks.Expiry.Rule.Zh);
    }

    [Fact]
    public void A_minor_record_is_not_published_may_be_repaired_at_once_and_is_kept()
    {
        var clocks = RecordClocks.Of(Penalty("2026-06-01", PenaltyKind.Warning), null, Book)!;
        Assert.Equal((null, null, new DateOnly(2026, 6, 1), new DateOnly(2031, 6, 1)), (clocks.PublicFrom, clocks.Expiry, clocks.EarliestRepair.Day, clocks.KeptUntil.Day));
        var published = RecordClocks.Of(Penalty("2026-06-01", PenaltyKind.Warning) with { PublicUntil = new(2026, 8, 1) }, null, Book)!;
        Assert.Equal(new DateOnly(2026, 8, 1), published.Expiry!.Day);
    }

    [Fact]
    public void What_is_barred_from_early_repair_has_no_day_for_it()
    {
        var clock = RecordClocks.Of(Some.Penalty() with { Item = "GEN-10" }, null, Book)!.EarliestRepair;
        Assert.Null(clock.Day);
        Assert.Contains("不得提前修复", clock.Rule.Zh, StringComparison.Ordinal);
        Assert.Null(RecordClocks.Of(Some.Honour(), null, Book));
    }

    // The National Day holidays of 2026 are 10-01 to 10-07; 09-20 and 10-10 are worked.
    [Theory]
    [InlineData("2026-11-23", "2026-11-30", "2026-12-21")]
    [InlineData("2026-11-20", "2026-11-27", "2026-12-18")] // a Friday
    [InlineData("2026-09-30", "2026-10-13", "2026-11-03")]
    [InlineData("2026-09-23", "2026-10-08", "2026-10-28")]
    public void An_objection_is_due_on_the_fifth_working_day_and_at_latest_on_the_twentieth(string received, string due, string latest)
    {
        var clock = ObjectionClock.From(Day(received), Book.WorkingDays);
        Assert.Equal((Day(due), Day(latest)), (clock.DueOn, clock.LatestOn));
        Assert.Equal(
            ["open", "overdue", "overdue", "past-latest"],
            new[] { clock.DueOn, clock.DueOn.AddDays(1), clock.LatestOn, clock.LatestOn.AddDays(1) }.Select(clock.StateOn));
    }

    [Theory]
    [InlineData("2026-11-23", "2026-11-26", true)]
    [InlineData("2026-11-23", "2026-11-27", false)]
    [InlineData("2026-09-29", "2026-10-09", true)] // 30 September, 8 and 9 October
    [InlineData("2026-09-29", "2026-10-10", false)]
    public void A_decision_set_aside_is_withdrawn_within_three_working_days(string setAside, string withdrawn, bool inTime)
    {
        var change = new CreditRecord { Change = ChangeKind.Withdraw, Withdrawal = new() { SetAsideOn = Day(setAside) } };
        Assert.Equal(inTime, ChangeTime.Of(change, null, Book.WorkingDays, Day(withdrawn))!.InTime);
    }
}
