using CreditShare.Domain.Deciding;
using CreditShare.Domain.Records;

namespace CreditShare.Domain.Tests.Deciding;

public sealed class VersionRulesTests
{
    private static readonly RecordKey Key = new("330100", "P-1");

    private static readonly RecordHistory Held = new([new(1, 10, [1], "S", ChangeKind.Submit), new(2, 20, [2], "S", ChangeKind.Submit)]);

    [Theory]
    [InlineData(30, 3, Outcome.Accepted, 3, false)] // newer
    [InlineData(15, 3, Outcome.Accepted, 3, true)] // late: history only
    [InlineData(30, 2, Outcome.Repeated, 2, false)] // the present bytes again
    [InlineData(20, 2, Outcome.Repeated, 2, false)] // the very same
    [InlineData(10, 1, Outcome.Repeated, 1, true)] // an old one again
    [InlineData(10, 3, Outcome.Rejected, 0, false)] // its number, other bytes
    [InlineData(30, 1, Outcome.Accepted, 3, false)] // back to what was said first
    public void A_version_is_placed_by_its_order_and_bytes(long order, byte hash, Outcome outcome, int version, bool late)
    {
        var verdict = VersionRules.Judge(Key, ChangeKind.Submit, order, [hash], Held);
        Assert.Equal((outcome, version, late), (verdict.Outcome, verdict.Version, verdict.Late));
    }

    [Theory]
    [InlineData(ChangeKind.Submit, VersionRules.SpoolStampsFrom, true)]
    [InlineData(ChangeKind.Correct, VersionRules.SpoolStampsFrom, true)]
    [InlineData(ChangeKind.Withdraw, VersionRules.SpoolStampsFrom, false)]
    [InlineData(ChangeKind.Withdraw, 1, false)]
    [InlineData(ChangeKind.Withdraw, 2, true)] // overtook version 1
    public void An_unknown_record_can_be_stated_but_not_withdrawn_unless_its_number_says_that_more_is_on_its_way(ChangeKind change, long order, bool accepted)
    {
        var verdict = VersionRules.Judge(Key, change, order, [1], RecordHistory.Unknown);
        Assert.Equal(accepted ? Outcome.Accepted : Outcome.Rejected, verdict.Outcome);
    }

    // The spool's stamps: a table exported again must not undo what was said since.
    [Theory]
    [InlineData("submit A,withdraw B", ChangeKind.Submit, 'A', Outcome.Repeated, null)]
    [InlineData("submit A,correct B", ChangeKind.Submit, 'A', Outcome.Repeated, null)]
    [InlineData("submit A,withdraw B", ChangeKind.Submit, 'C', Outcome.Rejected, "record-ended")]
    [InlineData("submit A,withdraw B", ChangeKind.Correct, 'C', Outcome.Accepted, null)]
    [InlineData("submit A,withdraw B,correct C", ChangeKind.Withdraw, 'B', Outcome.Accepted, null)]
    [InlineData("submit A,dispute B,resolve C", ChangeKind.Dispute, 'B', Outcome.Accepted, null)]
    [InlineData("submit A,correct B", ChangeKind.Submit, 'C', Outcome.Accepted, null)]
    public void Of_stamped_versions_a_statement_sent_again_is_no_new_fact_and_an_ended_record_is_stated_anew_only_by_a_correction(
        string held, ChangeKind change, char bytes, Outcome outcome, string? reason)
    {
        var history = new RecordHistory([.. held.Split(',').Select((version, i) => new HeldVersion(
            i + 1, VersionRules.SpoolStampsFrom + i, [(byte)version[^1]], "S", RecordWords.Change(version[..^2])!.Value))]);
        var verdict = VersionRules.Judge(Key, change, VersionRules.SpoolStampsFrom + 10, [(byte)bytes], history);
        Assert.Equal((outcome, reason), (verdict.Outcome, verdict.Reason?.Code));
    }

    [Theory]
    [InlineData(VersionRules.SpoolStampsFrom, 5)]
    [InlineData(5, VersionRules.SpoolStampsFrom)]
    public void Numbers_and_stamps_do_not_mix_in_one_record(long held, long next)
    {
        var history = new RecordHistory([new(1, held, [1], "S", ChangeKind.Submit)]);
        Assert.Equal("versions-mixed", VersionRules.Judge(Key, ChangeKind.Withdraw, next, [2], history).Reason?.Code);
        // The present bytes again are no new fact either way, and must not lift a number among the stamps.
        Assert.Equal((Outcome.Repeated, false), (VersionRules.Judge(Key, ChangeKind.Submit, next, [1], history).Outcome, VersionRules.Judge(Key, ChangeKind.Submit, next, [1], history).Raises));
    }

    [Theory]
    [InlineData("1 submit,2 withdraw", true)]
    [InlineData("1 submit,2 withdraw,3 dispute", true)]
    [InlineData("1 submit,3 dispute,2 withdraw", true)]
    [InlineData("1 submit,2 withdraw,3 resolve", true)]
    [InlineData("1 submit,2 withdraw,3 correct", false)]
    [InlineData("1 submit,3 submit,2 withdraw", false)]
    public void An_ended_record_comes_back_by_a_statement_and_not_by_an_objection_whatever_the_order_of_arrival(string arrivals, bool ended) =>
        Assert.Equal(ended, Arrived(arrivals).IsEnded);

    [Fact]
    public void Any_order_of_arrival_ends_in_the_same_state()
    {
        int[][] orders = [[1, 2, 3], [1, 3, 2], [2, 1, 3], [2, 3, 1], [3, 1, 2], [3, 2, 1]];
        var ends = orders.Select(order =>
        {
            var history = RecordHistory.Unknown;
            foreach (var number in order)
            {
                var verdict = VersionRules.Judge(Key, ChangeKind.Submit, number, [(byte)number], history);
                Assert.Equal(Outcome.Accepted, verdict.Outcome);
                history = new([.. history.Versions, new(verdict.Version, number, [(byte)number], "S", ChangeKind.Submit)]);
            }
            return history.Current!.Hash[0];
        });
        Assert.All(ends, end => Assert.Equal(3, end));
    }

    // What was said last of an objection counts, in source order, while the record stands; statements of the fact leave it as it is.
    [Theory]
    [InlineData("1 submit", false)]
    [InlineData("1 submit,2 dispute", true)]
    [InlineData("1 submit,2 dispute,3 correct", true)]
    [InlineData("1 submit,3 correct,2 dispute", true)]
    [InlineData("1 submit,2 dispute,3 resolve", false)]
    [InlineData("1 submit,3 resolve,2 dispute", false)]
    [InlineData("1 submit,2 dispute,3 withdraw", false)]
    [InlineData("1 submit,3 withdraw,2 dispute", false)]
    [InlineData("1 submit,2 dispute,3 repair", false)]
    [InlineData("1 submit,2 withdraw,3 dispute", false)]
    [InlineData("1 submit,3 dispute,2 withdraw", false)]
    [InlineData("1 submit,2 dispute,3 withdraw,4 correct", false)]
    [InlineData("1 submit,2 dispute,4 correct,3 withdraw", false)]
    [InlineData("1 submit,2 withdraw,4 dispute,3 correct", true)]
    [InlineData("1 submit,2 withdraw,3 correct,4 dispute", true)]
    public void An_objection_is_open_until_it_is_resolved_or_the_record_ends_whatever_the_order_of_arrival(string arrivals, bool disputed)
        => Assert.Equal(disputed, Arrived(arrivals).IsDisputed);

    private static RecordHistory Arrived(string arrivals)
    {
        var versions = arrivals.Split(',').Select((arrival, i) => arrival.Split(' ') is [var order, var change]
            ? new HeldVersion(i + 1, long.Parse(order, null), [(byte)i], "S", RecordWords.Change(change)!.Value)
            : throw new FormatException(arrival));
        return new RecordHistory([.. versions]);
    }

    [Theory]
    [InlineData(ChangeKind.Submit, 1)]
    [InlineData(ChangeKind.Correct, 30)]
    [InlineData(ChangeKind.Correct, VersionRules.SpoolStampsFrom)]
    public void Of_an_erased_record_no_version_is_taken_any_more(ChangeKind change, long order)
    {
        var erased = Held.With(new(3, VersionRules.ErasureOrder, [], "S", ChangeKind.Erase));
        Assert.Equal((true, new(false, true)), (erased.IsErased, erased.State));
        Assert.Equal("record-erased", VersionRules.Judge(Key, change, order, [1], erased).Reason?.Code);
    }
}
