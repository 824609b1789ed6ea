using CreditShare.Domain.Cases;
using CreditShare.Domain.Deciding;
using CreditShare.Domain.Records;
using CreditShare.Domain.Statistics;

namespace CreditShare.Domain.Tests.Statistics;

/// <summary>What the counts of cities and agencies make of what happened.</summary>
public sealed class TallyTests
{
    private static readonly DateTimeOffset Received = new(2026, 11, 23, 2, 0, 0, TimeSpan.Zero);

    /// <summary>Decided on 2026-09-24, a Thursday; 25 September to 27 is Mid-Autumn, 1 to 7 October National Day, some weekends are worked.</summary>
    [Theory]
    [InlineData("2026-09-23", 1, 0, 0, 0)]
    [InlineData("2026-09-24", 1, 0, 0, 0)]
    [InlineData("day 7", 1, 0, 0, 0)]
    [InlineData("day 7 and one", 0, 1, 0, 0)]
    [InlineData("day 14", 0, 1, 0, 0)]
    [InlineData("day 14 and one", 0, 0, 1, 0)]
    [InlineData("day 30", 0, 0, 1, 0)]
    [InlineData("day 30 and one", 0, 0, 0, 1)]
    [InlineData("2031-01-01", 0, 0, 0, 1)]
    public void A_push_is_counted_by_the_working_days_since_the_decision(string received, long upTo7, long upTo14, long upTo30, long longer)
    {
        var decided = new DateOnly(2026, 9, 24);
        var calendar = ShippedSeeds.Folder.WorkingDays;
        var parts = received.Split(' ');
        var day = parts.Length == 1 ? DateOnly.Parse(received, null) : calendar.Add(decided, int.Parse(parts[1], null)).AddDays(parts.Length > 2 ? 1 : 0);
        Assert.Equal(new PushTimes(upTo7, upTo14, upTo30, longer), default(PushTimes).Plus(decided, day, calendar));
    }

    [Fact]
    public void A_decision_is_counted_by_the_time_that_the_record_waited_for_it()
    {
        var times = new[] { 0, 1000, 1001, 10_000, 60_000, 60_001, 3_600_001 }.Aggregate(default(DecisionTimes), (sum, wait) => sum.Plus(TimeSpan.FromMilliseconds(wait)));
        Assert.Equal(new DecisionTimes(2, 2, 1, 1, 1, 3_732_003), times);
        Assert.Equal(533_143.3, times.Mean);
        Assert.Null(default(DecisionTimes).Mean);
    }

    [Fact]
    public void A_city_is_counted_by_what_became_of_its_records_and_only_new_ones_have_a_time_of_pushing()
    {
        var first = Accepted("a") with { IsFirst = true, Item = "GEN-03", DecidedOn = new(2026, 11, 20) };
        var tally = Count(
            first, first with { DecidedOn = new(2026, 6, 1) }, first with { Item = null, DecidedOn = null }, first with { IsFirst = false, Change = ChangeKind.Repair },
            new("r", Outcome.Repeated, Received, Received), new("d", Outcome.Duplicate, Received, Received) { Reasons = ["same-as"] },
            // A clock that runs behind the city's.
            new("x", Outcome.Rejected, Received, Received.AddSeconds(-5)) { Reasons = ["date-form", "amount-form"] });
        Assert.Equal((4L, 1L, 1L, 1L), (tally.Accepted, tally.Rejected, tally.Repeated, tally.Duplicate));
        Assert.Equal((3L, 1L), (tally.Changes["submit"], tally.Changes["repair"]));
        Assert.Equal(new ItemTally(3, 0, 0, 0, 1, 0, new(1, 0, 0, 1)), tally.Items["GEN-03"]);
        Assert.Equal(new PushTimes(1, 0, 0, 1), tally.PushTimes);
        Assert.Equal(new DecisionTimes(7, 0, 0, 0, 0, 0), tally.DecisionTimes);
        Assert.Equal(["amount-form 1 x", "date-form 1 x", "same-as 1 d"], Reasons(tally));
    }

    [Fact]
    public void An_item_has_what_became_of_its_records_refused_ones_and_marks_of_objections_too()
    {
        var tally = Count(
            Accepted("a") with { Item = "GEN-03" }, Rejected("x", "date-form") with { Item = "GEN-03" }, Rejected("y", "unknown-item") with { Item = "NO-1" }, Rejected("z", "record-unreadable"),
            new("r", Outcome.Repeated, Received, Received) { Item = "GEN-03" }, new("d", Outcome.Duplicate, Received, Received) { Item = "GEN-03" }).WithObjection("GEN-03");
        Assert.Equal(new ItemTally(1, 1, 1, 1, 0, 1, default), tally.Items["GEN-03"]);
        Assert.Equal(new ItemTally(0, 1, 0, 0, 0, 0, default), tally.Items["NO-1"]);
        Assert.Equal(2, tally.Items.Count);
    }

    [Fact]
    public void Items_that_bureaus_make_up_are_one_beyond_a_number_and_those_that_are_too_long_are_none()
    {
        var tally = Count([.. Enumerable.Range(1, 300).Select(n => Rejected("e", "unknown-item") with { Item = $"NO-{n}" }), Rejected("l", "unknown-item") with { Item = new string('x', 65) }]);
        Assert.Equal(251, tally.Items.Count);
        Assert.Equal((300, 50), (tally.Items.Values.Sum(item => item.Rejected), tally.Items["other"].Rejected));
    }

    [Fact]
    public void Items_and_the_records_that_are_in_none_are_all_that_a_city_sent()
    {
        var first = Accepted("a") with { IsFirst = true, DecidedOn = new(2026, 11, 20) };
        var tally = Count(
            first with { Item = "GEN-03" }, first, first with { IsFirst = false, Change = ChangeKind.Repair }, Rejected("x", "record-unreadable"), Rejected("y", "unknown-item") with { Item = new string('x', 65) },
            Rejected("z", "date-form") with { Item = "GEN-03" }, new("r", Outcome.Repeated, Received, Received), new("d", Outcome.Duplicate, Received, Received)).WithObjection("GEN-03");
        Assert.Equal(new ItemTally(2, 2, 1, 1, 1, 0, new(1, 0, 0, 0)), tally.WithoutItem);
        var sum = tally.WithoutItem.Plus(tally.Items["GEN-03"]);
        Assert.Equal((tally.Accepted, tally.Rejected, tally.Repeated, tally.Duplicate, tally.Changes["repair"], tally.PushTimes), (sum.Accepted, sum.Rejected, sum.Repeated, sum.Duplicate, sum.Repairs, sum.PushTimes));
        Assert.Equal(default, Count(first with { Item = "GEN-03" }).WithoutItem);
    }

    [Fact]
    public void Of_a_reason_the_latest_entries_are_kept_and_words_without_number_or_end_are_one()
    {
        var tally = Count([.. Enumerable.Range(1, 5).Select(n => Rejected($"e{n}", "date-form")), Rejected("long", new string('x', 65))]);
        Assert.Equal(["date-form 5 e3 e4 e5", "other 1 long"], Reasons(tally));
        var many = Count([.. Enumerable.Range(1, 300).Select(n => Rejected("e", $"word-{n}"))]);
        Assert.Equal(251, many.Reasons.Count);
        Assert.Equal((300, 50), (many.Reasons.Values.Sum(reason => reason.Count), many.Reasons["other"].Count));
    }

    [Fact]
    public void Months_together_are_what_was_counted_in_each()
    {
        var (one, other) = (Rejected("e1", "date-form"), Accepted("e2") with { IsFirst = true, Item = "GEN-03", DecidedOn = new(2026, 11, 20) });
        Assert.Equal(Text(Count(one, other, one, other)), Text(Count(one, other).Plus(Count(one, other))));
        var asked = AgencyTally.None.WithAsked("licensing", 9, 2).WithAsked(null, 23, 1).WithRefused(7);
        var sum = asked.Plus(AgencyTally.None.WithAsked("licensing", 10, 1).WithRefused(1));
        Assert.Equal((4L, 2L, 8L, 2L, 1L, 1L), (sum.Subjects, sum.Refused, sum.RefusedCalls, sum.Asked["licensing"][9], sum.Asked["licensing"][10], sum.Asked[""][23]));
    }

    [Fact]
    public void An_objection_is_open_from_the_first_mark_to_its_end_and_its_time_runs_from_its_receipt()
    {
        var calendar = ShippedSeeds.Folder.WorkingDays;
        var (received, fifth, twentieth) = (new DateOnly(2026, 11, 2), new DateOnly(2026, 11, 9), new DateOnly(2026, 11, 30));
        var open = ObjectionTally.None.Filed(received).Opened("a", received).Filed(received.AddDays(1)).Opened("a", received.AddDays(1)).Opened("b", received).Opened("c", received);
        Assert.Equal(received, open.Open["a"]);
        var settled = open.Settled("a", fifth, calendar).Settled("a", fifth, calendar).Settled("never", fifth, calendar).Settled("b", twentieth, calendar).Settled("c", twentieth.AddDays(1), calendar);
        Assert.Empty(settled.Open);
        Assert.Equal(new ObjectionCounts(2, 1, 1, 0, 7 + 28), settled.Months[new(2026, 11, 1)]);
        Assert.Equal(new ObjectionCounts(0, 0, 0, 1, 29), settled.Months[new(2026, 12, 1)]);
    }

    [Fact]
    public void What_is_stored_is_read_as_it_was()
    {
        var calendar = ShippedSeeds.Folder.WorkingDays;
        Tally[] tallies =
        [
            Count(Accepted("a") with { IsFirst = true, Item = "GEN-03", DecidedOn = new(2026, 11, 20) }, Rejected("e", "date-form")),
            ObjectionTally.None.Filed(new(2026, 11, 2)).Opened("330100/a b", new(2026, 11, 2)).Opened("c", new(2026, 10, 2)).Settled("c", new(2026, 11, 2), calendar),
            AgencyTally.None.WithAsked("licensing", 9, 2).WithRefused(7).With(CaseFactKind.Claimed, null).With(CaseFactKind.Feedback, true).With(CaseFactKind.Feedback, false),
        ];
        foreach (var (kind, tally) in new[] { SheetKind.CityMonth, SheetKind.CityObjections, SheetKind.AgencyDay }.Zip(tallies))
        {
            var bytes = TallyJson.Write(tally);
            var read = TallyJson.Read(kind, bytes);
            Assert.Equal(tally.GetType(), read.GetType());
            Assert.Equal(Text(tally), Text(read));
            Assert.Equal(Text(Tally.Empty(kind)), Text(TallyJson.Read(kind, TallyJson.Write(Tally.Empty(kind)))));
        }
        var day = ((AgencyTally)TallyJson.Read(SheetKind.AgencyDay, TallyJson.Write(tallies[2])));
        Assert.Equal((2L, 1L, 7L, 1L, 1L, 1L, 0L), (day.Asked["licensing"][9], day.Refused, day.RefusedCalls, day.Claimed, day.Applied, day.NotApplied, day.Released));
    }

    [Fact]
    public void Ids_of_sheets_are_in_the_order_of_kind_time_and_member_and_read_as_they_were_written()
    {
        SheetId[] ids =
        [
            SheetId.CityMonth("330500", new(2026, 9, 30)), SheetId.CityMonth("330100", new(2026, 10, 31)), SheetId.CityObjections("330100"), SheetId.AgencyMonth("330100-a b", new(2026, 1, 1)),
            SheetId.AgencyDay("330100-licensing", new(2026, 1, 1)),
        ];
        Assert.Equal(ids, ids.OrderBy(id => id.ToString(), StringComparer.Ordinal));
        Assert.All(ids, id => Assert.Equal(id, SheetId.Parse(id.ToString())));
        Assert.Equal(new DateOnly(2026, 10, 1), ids[1].From);
        Assert.All((string[])["", "0", "9 2026-01-01 a", "x 2026-01-01 a", "0 2026-13-01 a"], text => Assert.Throws<FormatException>(() => SheetId.Parse(text)));
    }

    private static CityTally Count(params IReadOnlyList<DecidedRecord> records) => records.Aggregate(CityTally.None, (tally, record) => tally.With(record, ShippedSeeds.Folder.WorkingDays));

    private static DecidedRecord Accepted(string entry) => new(entry, Outcome.Accepted, Received, Received) { Change = ChangeKind.Submit };

    private static DecidedRecord Rejected(string entry, string reason) => new(entry, Outcome.Rejected, Received, Received) { Reasons = [reason] };

    private static IEnumerable<string> Reasons(CityTally tally) =>
        tally.Reasons.OrderBy(reason => reason.Key, StringComparer.Ordinal).Select(reason => $"{reason.Key} {reason.Value.Count} {string.Join(' ', reason.Value.Entries)}");

    /// <summary>The stored form; members of a dictionary have no order.</summary>
    private static string Text(Tally tally) => string.Concat(System.Text.Encoding.UTF8.GetString(TallyJson.Write(tally)).Order());
}
