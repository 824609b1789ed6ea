using CreditShare.Domain.Cases;
using CreditShare.Domain.Records;
using CreditShare.Testing;

namespace CreditShare.Domain.Tests.Cases;

public sealed class CaseStandingTests
{
    private const string Measure = "M06";
    private const string Agency = "330100-licensing";

    private static CaseWorld Opened(string day = "2026-06-02") => new CaseWorld().Decide(day, Some.Penalty());

    // 20 working days. 2026-06-19 (端午) is a holiday; 2026-10-01 to 07 are, 09-20 and 10-10 are worked; 2026-02-15 to 23 are, 02-14 and 02-28 are worked.
    [Theory]
    [InlineData("2026-06-02", "2026-07-01")]
    [InlineData("2026-06-05", "2026-07-06")]
    [InlineData("2026-06-06", "2026-07-06")]
    [InlineData("2026-09-10", "2026-10-14")]
    [InlineData("2026-09-30", "2026-11-03")]
    [InlineData("2026-10-07", "2026-11-03")]
    public void The_last_day_for_claiming_is_the_twentieth_working_day_after_the_opening(string opened, string last)
    {
        var claimBy = Opened(opened).Case(Measure, Agency).Round.ClaimBy;
        Assert.Equal(CaseWorld.Day(last), claimBy);
    }

    [Theory]
    [InlineData("2026-06-30", CaseState.Unclaimed)]
    [InlineData("2026-07-01", CaseState.Unclaimed)]
    [InlineData("2026-07-02", CaseState.Overdue)]
    [InlineData("2027-06-01", CaseState.Overdue)]
    [InlineData("2027-06-02", CaseState.Closed)]
    public void Nobody_claims(string day, CaseState state) => Assert.Equal(state, Opened().On(day, Measure, Agency).State);

    [Fact]
    public void A_note_writes_days_as_the_readers_of_its_language_do()
    {
        var world = Opened();
        var answer = world.Answer("2026-06-30", world.Case(Measure, Agency));
        Assert.Equal(("待认领，最迟 2026年7月1日。", "To be claimed by 1 July 2026."), (answer.NoteZh, answer.NoteEn));
    }

    // The claim's own day counts, in China: the evening of 07-01 there is still in time. Feedback is due twenty working days after the claim.
    [Theory]
    [InlineData("2026-06-30", CaseState.Claimed, "2026-07-28")]
    [InlineData("2026-07-01", CaseState.Claimed, "2026-07-29")]
    [InlineData("2026-07-02", CaseState.ClaimedLate, "2026-07-30")]
    public void A_claim_is_in_time_or_late(string claimed, CaseState state, string feedbackBy)
    {
        var world = Opened().Claim(claimed, Measure, Agency);
        foreach (var (day, overdue) in new[] { (CaseWorld.Day(feedbackBy).AddDays(-1), false), (CaseWorld.Day(feedbackBy), false), (CaseWorld.Day(feedbackBy).AddDays(1), true) })
        {
            var standing = world.On(day.ToString("yyyy-MM-dd", null), Measure, Agency);
            Assert.Equal((state, (DateOnly?)CaseWorld.Day(feedbackBy), overdue), (standing.State, standing.FeedbackBy, standing.FeedbackOverdue));
        }
    }

    [Theory]
    [InlineData("2026-07-01T15:59:59.999Z", false)]
    [InlineData("2026-07-01T16:00:00.000Z", true)]
    public void The_day_of_a_claim_is_Chinas(string instant, bool late)
    {
        var held = Opened().Case(Measure, Agency).With(0, CaseFactKind.Claimed, new(DateTimeOffset.Parse(instant, null), "officer", "claim"));
        Assert.Equal(late, held.Round.IsClaimedLate);
    }

    [Fact]
    public void Feedback_without_a_claim_claims_and_the_earlier_of_both_counts()
    {
        Assert.True(Opened().Feed("2026-07-02", Measure, Agency, applied: true).Case(Measure, Agency).Round.IsClaimedLate);
        Assert.False(Opened().Feed("2026-07-02", Measure, Agency, applied: true).Claim("2026-06-03", Measure, Agency).Case(Measure, Agency).Round.IsClaimedLate);
    }

    [Fact]
    public void The_first_fact_of_a_kind_stands()
    {
        var world = Opened().Feed("2026-06-03", Measure, Agency, applied: true);
        Assert.Same(world.Case(Measure, Agency), world.Case(Measure, Agency).With(0, CaseFactKind.Feedback, new(CaseWorld.Noon("2026-06-04"), "other", "feedback", false)));
    }

    /// <summary>What each way of ending makes of each state: before the day, on it and after it.</summary>
    [Theory]
    [InlineData("open", CaseState.Unclaimed, CaseState.Closed)]
    [InlineData("claimed", CaseState.Claimed, CaseState.Closed)]
    [InlineData("applied", CaseState.Done, CaseState.ReleaseRequested)]
    [InlineData("not-applied", CaseState.Done, CaseState.Done)]
    public void Withdrawal_repair_erasure_and_expiry_close_what_is_open_and_ask_for_the_release_of_what_was_applied(string said, CaseState before, CaseState after)
    {
        CaseWorld World() => said switch
        {
            "claimed" => Opened().Claim("2026-06-03", Measure, Agency),
            "applied" => Opened().Claim("2026-06-03", Measure, Agency).Feed("2026-06-04", Measure, Agency, applied: true),
            "not-applied" => Opened().Feed("2026-06-04", Measure, Agency, applied: false),
            _ => Opened(),
        };
        Assert.Equal(before, World().On("2026-06-10", Measure, Agency).State);
        Assert.Equal((after, (CaseEnd?)CaseEnd.Withdrawn), Ended(World().Decide("2026-06-10", Some.Penalty() with { Change = ChangeKind.Withdraw }), "2026-06-10"));
        Assert.Equal((after, (CaseEnd?)CaseEnd.Repaired), Ended(World().Decide("2026-06-10", Some.Penalty() with { Change = ChangeKind.Repair }), "2026-06-10"));
        Assert.Equal((after, (CaseEnd?)CaseEnd.NotHeld), Ended(World().Erase("2026-06-10", Some.Penalty()), "2026-06-10"));
        Assert.Equal((after, (CaseEnd?)CaseEnd.Corrected), Ended(World().Decide("2026-06-10", Some.Penalty() with { Change = ChangeKind.Correct, Item = "GEN-07" }), "2026-06-10"));
        // Twelve months from the decision of 2026-06-01: the last day, and the day after.
        Assert.Null(World().On("2027-06-01", Measure, Agency).Ended);
        Assert.Equal((after, (CaseEnd?)CaseEnd.Expired), Ended(World(), "2027-06-02"));

        (CaseState, CaseEnd?) Ended(CaseWorld world, string day)
        {
            var standing = world.On(day, Measure, Agency);
            Assert.Null(standing.InForce);
            var answer = world.Answer(day, world.Case(Measure, Agency));
            Assert.Equal((null, null), (answer.Basis, answer.Until));
            return (standing.State, standing.Ended);
        }
    }

    [Fact]
    public void A_release_that_is_confirmed_ends_the_case()
    {
        var world = Opened().Feed("2026-06-04", Measure, Agency, applied: true).Decide("2026-06-10", Some.Penalty() with { Change = ChangeKind.Withdraw }).Release("2026-06-11", Measure, Agency);
        Assert.Equal(CaseState.Released, world.On("2026-06-11", Measure, Agency).State);
    }

    [Fact]
    public void Applied_after_the_end_is_to_be_released_too()
    {
        var world = Opened().Decide("2026-06-10", Some.Penalty() with { Change = ChangeKind.Withdraw }).Feed("2026-06-11", Measure, Agency, applied: true);
        Assert.Equal(CaseState.ReleaseRequested, world.On("2026-06-11", Measure, Agency).State);
    }

    [Theory]
    [InlineData("open", CaseState.Unclaimed, 2)]
    [InlineData("claimed", CaseState.Unclaimed, 2)]
    [InlineData("not-applied", CaseState.Unclaimed, 2)]
    [InlineData("applied", CaseState.Done, 1)]
    [InlineData("released", CaseState.Unclaimed, 2)]
    public void A_record_that_had_ended_and_is_stated_anew_begins_a_new_round_unless_the_measure_stands_applied(string said, CaseState state, int rounds)
    {
        var world = Opened();
        _ = said switch
        {
            "claimed" => world.Claim("2026-06-03", Measure, Agency),
            "applied" or "released" => world.Feed("2026-06-04", Measure, Agency, applied: true),
            "not-applied" => world.Feed("2026-06-04", Measure, Agency, applied: false),
            _ => world,
        };
        world.Decide("2026-06-10", Some.Penalty() with { Change = ChangeKind.Withdraw });
        if (said == "released")
            world.Release("2026-06-11", Measure, Agency);
        world.Decide("2026-09-30", Some.Penalty() with { Change = ChangeKind.Correct });
        var held = world.Case(Measure, Agency);
        Assert.Equal((state, rounds), (world.On("2026-11-03", held).State, held.Rounds.Count));
        if (rounds == 2)
        {
            Assert.Equal(CaseWorld.Day("2026-11-03"), held.Round.ClaimBy);
            Assert.Single(world.Answer("2026-11-03", held).Earlier!);
        }
    }

    [Fact]
    public void A_measure_whose_article_lapses_ends_its_cases()
    {
        var world = new CaseWorld().Decide("2026-06-02", Some.Honour());
        Assert.Equal(CaseState.Unclaimed, world.On("2026-06-03", "M17", "330100-funds").State);
        Assert.Equal(CaseState.Overdue, world.On("2026-08-14", "M17", "330100-funds").State);
        Assert.Equal((CaseState.Closed, (CaseEnd?)CaseEnd.MeasureEnded), (world.On("2026-08-15", "M17", "330100-funds").State, world.On("2026-08-15", "M17", "330100-funds").Ended));
    }

    [Fact]
    public void An_objection_leaves_a_case_as_it_is_and_marks_its_record()
    {
        var world = Opened().Decide("2026-06-03", Some.Penalty() with { Change = ChangeKind.Dispute });
        Assert.True(world.Answer("2026-06-03", world.Case(Measure, Agency)).Basis!.Disputed);
    }

    [Fact]
    public void A_tally_counts_each_case_under_all_that_it_is()
    {
        var tally = new CaseTally();
        CaseWorld[] worlds =
        [
            Opened(),
            Opened().Claim("2026-06-03", Measure, Agency),
            Opened().Claim("2026-07-02", Measure, Agency).Feed("2026-07-03", Measure, Agency, applied: true),
            Opened().Feed("2026-06-04", Measure, Agency, applied: false),
            Opened().Decide("2026-06-10", Some.Penalty() with { Change = ChangeKind.Withdraw }),
            Opened().Feed("2026-06-04", Measure, Agency, applied: true).Decide("2026-06-10", Some.Penalty() with { Change = ChangeKind.Withdraw }),
        ];
        foreach (var world in worlds)
            tally.Add(world.Case(Measure, Agency), world.On("2026-08-01", Measure, Agency));
        Assert.Equal(
            (6, 4, 1, 1, 3, 2, 1, 1, 1),
            ((int)tally.Received, (int)tally.Claimed, (int)tally.ClaimedLate, (int)tally.Overdue, (int)tally.Done, (int)tally.Applied, (int)tally.NotApplied, (int)tally.Closed, (int)tally.ReleaseRequested));
        Assert.Equal((1, 0.6), (tally.FeedbackOverdue, tally.FeedbackRate));
    }
}
