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

    // What was said last of an objection counts, in source order; other versions leave it as it is.
    [Theory]
    [InlineData("1 submit", false)]
    [InlineData("1 submit,2 dispute", true)]
    [InlineData("1 submit,2 dispute,3 correct", true)]
    [InlineData("1 submit,3 correct,2 dispute", true)]
    [InlineData("1 submit,2 dispute,3 resolve", false)]
    [InlineData("1 submit,3 resolve,2 dispute", false)]
    public void An_objection_is_open_until_it_is_resolved_whatever_the_order_of_arrival(string arrivals, bool disputed)
    {
        var versions = arrivals.Split(',').Select((arrival, i) => arrival.Split(' ') is [var order, var change]
            ? new HeldVersion(i + 1, long.Parse(order, null), [(byte)i], "S", RecordWords.Change(change)!.Value)
            : throw new FormatException(arrival));
        Assert.Equal(disputed, new RecordHistory([.. versions]).IsDisputed);
    }
}
