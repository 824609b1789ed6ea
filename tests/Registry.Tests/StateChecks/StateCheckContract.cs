using System.Globalization;
using CreditShare.Domain.Records;
using CreditShare.Registry.StateChecks;
using CreditShare.Storage;
using CreditShare.Storage.Sqlite;
using CreditShare.Testing;

namespace CreditShare.Registry.Tests.StateChecks;

/// <summary>Whatever somebody changes in the store behind the registry's back is found and named, on every engine.</summary>
public abstract class StateCheckContract : HouseContract
{
    private readonly TemporaryFolder folder = new();
    private int checks;

    private protected abstract ITampering Tampering { get; }

    public override async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await base.DisposeAsync();
        folder.Dispose();
    }

    private async Task<StateVerdict> CheckAsync(ILogStore? log = null)
    {
        await using var scratch = SqliteScratch.Open(folder.File($"folded-{++checks}.db"));
        return await new StateCheck(log ?? house.Log, house.Witnesses, house.Contents, House.LogKey.Verifier, TimeProvider.System)
            .RunAsync(scratch.Records, scratch.Contents, null, Cancel);
    }

    /// <summary>Entries 0 to 299; entry n decides record P-(n+1) of the n-th subject; then P-1 is corrected, objected to and stated again.</summary>
    private async Task FillAsync()
    {
        await house.DecideAsync([.. Enumerable.Range(1, 300).Select(n => (1L, Some.Penalty(n)))]);
        await house.DecideAsync((3, Some.Penalty() with { Change = ChangeKind.Correct, ChangeReason = "样例", Note = "更正" }), (2, Some.Penalty() with { Change = ChangeKind.Dispute, ChangeReason = "样例" }));
        await house.SequenceAsync();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_store_is_what_its_log_says_after_any_history(int seed)
    {
        var random = new Random(seed);
        for (var step = 0; step < 80; step++)
            await RandomHistory.StepAsync(house, random, step);
        await house.SequenceAsync();
        var verdict = await CheckAsync();
        Assert.Empty(verdict.Differences);
        Assert.True(verdict.Entries > 80);
    }

    [Fact]
    public async Task What_is_decided_and_not_in_the_log_yet_waits_and_is_no_difference()
    {
        await FillAsync();
        await house.DecideAsync((4, Some.Penalty() with { Change = ChangeKind.Withdraw, ChangeReason = "样例" }), (1, Some.Listing(7)));
        var verdict = await CheckAsync();
        Assert.Empty(verdict.Differences);
        Assert.Equal(2, verdict.Waiting);
        await house.SequenceAsync();
        Assert.Equal((302 + 2, 0), ((await CheckAsync()).Entries, (await CheckAsync()).Waiting));
    }

    [Fact]
    public async Task What_gets_its_place_between_the_log_and_what_waits_is_folded_before_what_waits()
    {
        await FillAsync();
        await house.DecideAsync((4, Some.Penalty() with { Change = ChangeKind.Correct, ChangeReason = "样例", Note = "再次更正" }));
        await house.DecideAsync((5, Some.Penalty() with { Change = ChangeKind.Withdraw, ChangeReason = "样例" }));
        var placed = 0L;
        var log = new FailingLogStore(house.Log) { BeforeWaiting = async () => placed = await house.Log.AppendStagedAsync(await house.Log.SizeAsync(Cancel), 1, Cancel) };
        var verdict = await CheckAsync(log);
        Assert.Equal(303, placed);
        Assert.Empty(verdict.Differences);
        Assert.Equal((303L, 1), (verdict.Entries, verdict.Waiting));
    }

    public static TheoryData<string, string, string, string> Harm() => new()
    {
        // what is done, what is named: part, kind, id
        { "profile byte", StatePart.Profile, DifferenceKind.Changed, Some.Subject(5).Code! },
        { "record hash byte", StatePart.Record, DifferenceKind.Changed, "330100/P-5" },
        { "record deleted", StatePart.Record, DifferenceKind.Missing, "330100/P-5" },
        { "record inserted", StatePart.Record, DifferenceKind.Extra, "330100/P-new" },
        { "records swapped", StatePart.Record, DifferenceKind.Changed, "330100/P-5;330100/P-6" },
        { "identity deleted", StatePart.Identity, DifferenceKind.Missing, Convert.ToHexStringLower(Domain.Deciding.DecisionIdentity.Of(Some.Penalty(5))) },
        { "profile deleted", StatePart.Profile, DifferenceKind.Missing, Some.Subject(5).Code! },
        { "tile byte", StatePart.Tile, DifferenceKind.Changed, "tile/1/000.p/1 hash 0" },
        { "leaf tile byte", StatePart.Entry, DifferenceKind.Changed, "tile/entries/000 entry 4" },
        { "entry byte", StatePart.Entry, DifferenceKind.Changed, "tile/entries/000 entry 4" },
        { "entries swapped", StatePart.Entry, DifferenceKind.Changed, "tile/entries/000 entry 4;tile/entries/000 entry 5" },
        { "entry filed wrongly", StatePart.Entry, DifferenceKind.Changed, "4" },
        { "content byte", StatePart.Content, DifferenceKind.Changed, "4" },
        { "content deleted", StatePart.Content, DifferenceKind.Missing, "4" },
        { "profile as text", StatePart.Profile, DifferenceKind.Changed, Some.Subject(5).Code! },
        { "content as text", StatePart.Content, DifferenceKind.Changed, "4" },
        { "entry as text", StatePart.Entry, DifferenceKind.Changed, "4" },
        { "tile beyond", StatePart.Tile, DifferenceKind.Extra, "tile/0/99;tile/5/0" },
        { "tile too wide", StatePart.Tile, DifferenceKind.Changed, "tile/1/0" },
        { "nothing shown", StatePart.Checkpoint, DifferenceKind.Missing, "shown" },
        { "shown with more cosignatures", StatePart.Checkpoint, DifferenceKind.Changed, "shown" },
        { "checkpoint byte", StatePart.Checkpoint, DifferenceKind.Changed, "signed" },
    };

    [Theory]
    [MemberData(nameof(Harm))]
    public async Task What_is_done_to_the_store_is_named(string what, string part, string kind, string ids)
    {
        await FillAsync();
        await Tampering.DoAsync(what);
        var verdict = await CheckAsync();
        Assert.False(verdict.IsEqual);
        foreach (var id in ids.Split(';'))
            Assert.Contains(verdict.Differences, difference => (difference.Part, difference.Kind, difference.Id) == (part, kind, id));
        // What is named is what was touched, and what follows from it: nothing of the other subjects.
        string[] touched = [.. new[] { 5, 6 }.SelectMany(n => new[] { $"330100/P-{n}", Some.Subject(n).Code!, Convert.ToHexStringLower(Domain.Deciding.DecisionIdentity.Of(Some.Penalty(n))) }), "330100/P-new"];
        Assert.All(
            verdict.Differences.Where(difference => difference.Part is StatePart.Record or StatePart.Profile or StatePart.Identity),
            difference => Assert.Contains(difference.Id, touched));
        Assert.Equal(verdict.Count, verdict.Differences.Count);
    }

    public static TheoryData<string, string, string, string> HarmWhileWaiting() => new()
    {
        { "version beyond", StatePart.Record, DifferenceKind.Changed, "330100/P-5" },
        { "profile deleted", StatePart.Profile, DifferenceKind.Missing, Some.Subject(5).Code! },
        { "record hash byte", StatePart.Record, DifferenceKind.Changed, "330100/P-5" },
        { "identity deleted", StatePart.Identity, DifferenceKind.Missing, Convert.ToHexStringLower(Domain.Deciding.DecisionIdentity.Of(Some.Penalty(5))) },
    };

    /// <summary>An entry that has no place yet says what it says, and covers nothing else.</summary>
    [Theory]
    [MemberData(nameof(HarmWhileWaiting))]
    public async Task What_is_done_to_a_record_with_a_decision_that_waits_is_named(string what, string part, string kind, string id)
    {
        await FillAsync();
        await house.DecideAsync((4, Some.Penalty(5) with { Change = ChangeKind.Dispute, ChangeReason = "样例" }), (1, Some.Listing(5)));
        Assert.True((await CheckAsync()).IsEqual);
        await Tampering.DoAsync(what);
        var verdict = await CheckAsync();
        Assert.Contains(verdict.Differences, difference => (difference.Part, difference.Kind, difference.Id) == (part, kind, id));
    }

    [Fact]
    public async Task An_entry_that_is_gone_is_named_by_its_index()
    {
        await FillAsync();
        await Tampering.DoAsync("entry deleted");
        Assert.Contains((await CheckAsync()).Differences, difference => (difference.Part, difference.Kind, difference.Id) == (StatePart.Entry, DifferenceKind.Missing, 4.ToString(CultureInfo.InvariantCulture)));
    }
}

/// <summary>Somebody with the store's password. Index 4 and record P-5 are what they touch.</summary>
internal interface ITampering
{
    Task DoAsync(string what);
}
