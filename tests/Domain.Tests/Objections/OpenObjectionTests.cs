using CreditShare.Domain.Deciding;
using CreditShare.Domain.Profiles;
using CreditShare.Domain.Records;

namespace CreditShare.Domain.Tests.Objections;

public sealed class OpenObjectionTests
{
    // Each version arrives on a day of June, in the order given: order, change, day, and for an objection the day of its receipt.
    [Theory]
    [InlineData("1 submit 1,2 dispute 9 5", "5")]
    [InlineData("1 submit 1,2 dispute 9", "9")]
    [InlineData("1 submit 1,2 dispute 9 5,3 correct 12", "5")]
    [InlineData("1 submit 1,2 dispute 9 5,3 resolve 12", null)]
    [InlineData("1 submit 1,2 dispute 9 5,3 withdraw 12", null)]
    [InlineData("1 submit 1,2 dispute 9 5,3 withdraw 12,4 correct 13", null)]
    [InlineData("1 submit 1,2 withdraw 2,3 dispute 9 5", null)]
    // A second one, as where the bureau marked it and the subject filed it too: the time of the first runs on, or the second's if it was received before.
    [InlineData("1 submit 1,2 dispute 9 5,3 dispute 12 12", "5")]
    [InlineData("1 submit 1,2 dispute 9 5,3 dispute 12 4", "4")]
    // Of no use behind the withdrawal until a statement comes late between the two.
    [InlineData("1 submit 1,2 withdraw 2,4 dispute 9 5,3 correct 12", "12")]
    public void An_objection_is_open_since_its_receipt_until_it_is_resolved_or_its_record_ends(string arrivals, string? since)
    {
        var (history, open) = (RecordHistory.Unknown, (OpenObjection?)null);
        foreach (var arrival in arrivals.Split(',').Select(text => text.Split(' ')))
        {
            var version = new HeldVersion(history.Versions.Count + 1, long.Parse(arrival[0], null), [], "S", RecordWords.Change(arrival[1])!.Value);
            history = history.With(version);
            var stated = version.Change == ChangeKind.Dispute ? new DisputeSection { ReceivedOn = arrival.Length > 3 ? Day(arrival[3]) : null } : null;
            open = OpenObjection.After(history, version.Version, stated, Day(arrival[2]), open);
            Assert.Equal(history.IsDisputed, open is not null);
        }
        Assert.Equal(since is null ? null : Day(since), open?.ReceivedOn);
    }

    private static DateOnly Day(string day) => new(2026, 6, int.Parse(day, null));
}
