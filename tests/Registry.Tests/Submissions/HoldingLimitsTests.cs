using CreditShare.Domain.Deciding;
using CreditShare.Domain.Profiles;
using CreditShare.Domain.Records;
using CreditShare.Testing;

namespace CreditShare.Registry.Tests.Submissions;

/// <summary>
/// What one subject may hold. On the embedded engine, because the bound is the domain's and not the engine's; that MongoDB takes what it lets through, and refuses what it would not,
/// is tested with the stores.
/// </summary>
public sealed class HoldingLimitsTests
{
    private const int Chunk = 60;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Near the largest that a bureau can send: several texts of their full length.</summary>
    private static CreditRecord Long(int n, int subject = 1) => Some.Penalty(n) with
    {
        Subject = Some.Subject(subject),
        Penalty = Some.Penalty(n).Penalty! with { Facts = new string('事', 2000), Content = new string('罚', 2000) },
        Note = new string('注', 1000),
    };

    /// <summary>Chunk after chunk, then one record after the other: within a chunk a little more is counted than a record takes.</summary>
    private static async Task<Decision> FillAsync(House house, int subject, int first)
    {
        var n = first;
        IReadOnlyList<Decision> decisions;
        do
        {
            decisions = await house.DecideAsync([.. Enumerable.Range(n, Chunk).Select(i => (1L, Long(i, subject)))]);
            n += Chunk;
        }
        while (decisions.All(decision => decision.Outcome == Outcome.Accepted));
        do
            decisions = await house.DecideAsync((1, Long(n++, subject)));
        while (decisions[0].Outcome == Outcome.Accepted);
        return decisions[0];
    }

    [Fact]
    public async Task A_subject_that_is_full_takes_no_more_records_and_says_so_and_others_of_the_chunk_go_on()
    {
        await using var house = new SqliteHouse();
        var last = await FillAsync(house, 1, 1);
        Assert.Equal((Outcome.Rejected, "subject-full"), (last.Outcome, Assert.Single(last.Reasons!).Code));
        var profile = await house.Profiles.FindAsync(Some.Subject(1).Code!, Cancel);
        Assert.InRange(ProfileJson.Size(profile!), HoldingLimits.ProfileBytes - (64 * 1024), HoldingLimits.ProfileBytes);
        var mixed = await house.DecideAsync((1, Long(100_000)), (1, Some.Penalty(100_001) with { Subject = Some.Subject(2) }));
        Assert.Equal([Outcome.Rejected, Outcome.Accepted], mixed.Select(decision => decision.Outcome));
    }

    [Theory]
    [InlineData(ChangeKind.Correct)]
    [InlineData(ChangeKind.Withdraw)]
    [InlineData(ChangeKind.Dispute)]
    public async Task A_full_subjects_records_are_still_corrected_withdrawn_and_objected_to(ChangeKind change)
    {
        await using var house = new SqliteHouse();
        await FillAsync(house, 1, 1);
        var decision = Assert.Single(await house.DecideAsync((2, Long(1) with { Change = change, ChangeReason = "样例" })));
        Assert.Equal(Outcome.Accepted, decision.Outcome);
    }

    [Fact]
    public async Task What_one_step_would_write_is_bounded_and_a_batch_of_its_own_is_taken()
    {
        await using var house = new SqliteHouse();
        foreach (var subject in (int[])[1, 2, 3])
            await FillAsync(house, subject, subject * 10_000);
        var corrections = Enumerable.Range(1, 3).Select(subject => Long(subject * 10_000, subject) with { Change = ChangeKind.Correct, ChangeReason = "样例" }).ToList();
        var together = await house.DecideAsync([.. corrections.Select(record => (2L, record))]);
        Assert.Equal([Outcome.Accepted, Outcome.Accepted, Outcome.Rejected], together.Select(decision => decision.Outcome));
        Assert.Equal("too-much-at-once", Assert.Single(together[2].Reasons!).Code);
        Assert.Equal(Outcome.Accepted, Assert.Single(await house.DecideAsync((2, corrections[2]))).Outcome);
    }
}
