using CreditShare.Domain.Deciding;
using CreditShare.Domain.Notices;
using CreditShare.Domain.Records;

namespace CreditShare.Domain.Tests.Notices;

/// <summary>Which versions those must hear of who were told of a record before.</summary>
public sealed class RecordChangeTests
{
    private static readonly RecordKey Key = new("330100", "P-1");

    /// <summary>Versions in order of acceptance, each change@order; the last one is asked about. Then what was told: version, mark.</summary>
    [Theory]
    [InlineData("submit@1 withdraw@2", 1, false, true)]
    [InlineData("submit@1 repair@2", 1, false, true)]
    [InlineData("submit@1 correct@2", 1, false, true)]
    [InlineData("submit@1 submit@2", 1, false, true)]
    [InlineData("submit@1 dispute@2", 1, false, true)]
    [InlineData("submit@1 dispute@2 resolve@3", 2, true, true)]
    [InlineData("submit@1 dispute@2 resolve@3", 1, false, true)]
    [InlineData("submit@1 withdraw@2 erase@9223372036854775807", 1, false, true)]
    // Whoever was told the version itself, or a later one, knows.
    [InlineData("submit@1 dispute@2", 2, true, false)]
    [InlineData("submit@1 correct@2", 3, false, false)]
    // Late, and changing nothing: nobody hears of it.
    [InlineData("submit@1 correct@3 correct@2", 2, false, false)]
    [InlineData("submit@1 correct@3 correct@2", 1, false, false)]
    [InlineData("submit@1 withdraw@3 dispute@2 resolve@4 correct@1", 1, false, false)]
    // Late, but the objection's mark comes or goes: those who were shown the other state hear of it.
    [InlineData("submit@1 correct@3 dispute@2", 2, false, true)]
    [InlineData("submit@1 correct@3 dispute@2", 2, true, false)]
    [InlineData("submit@1 dispute@2 correct@4 resolve@3", 3, true, true)]
    [InlineData("submit@1 dispute@2 correct@4 resolve@3", 3, false, false)]
    // Late, but the record ends by it: an objection does not bring it back.
    [InlineData("submit@1 dispute@3 withdraw@2", 2, true, true)]
    public void Those_hear_of_a_version_who_could_not_know_it(string versions, int told, bool disputed, bool hear)
    {
        var history = History(versions);
        Assert.Equal(hear, RecordChange.Of(Key, history.Versions.Count, history)?.IsNewsTo(told, disputed) ?? false);
    }

    [Fact]
    public void The_first_version_is_no_change_and_what_came_later_does_not_count()
    {
        var history = History("submit@1 dispute@2 resolve@3 withdraw@4");
        Assert.Null(RecordChange.Of(Key, 1, history));
        Assert.Equal(new RecordChange("330100/P-1", 2, ChangeKind.Dispute, false, new(true, false)), RecordChange.Of(Key, 2, history));
        Assert.Equal(new RecordChange("330100/P-1", 3, ChangeKind.Resolve, false, new(false, false)), RecordChange.Of(Key, 3, history));
        Assert.Null(RecordChange.Of(Key, 5, history));
    }

    private static RecordHistory History(string versions) => new([.. versions.Split(' ').Select((version, i) =>
    {
        var parts = version.Split('@');
        return new HeldVersion(i + 1, long.Parse(parts[1], null), [], "91330106", RecordWords.HeldChange(parts[0])!.Value);
    })]);
}
