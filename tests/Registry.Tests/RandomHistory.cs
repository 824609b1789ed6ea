using CreditShare.Domain.Records;
using CreditShare.Testing;

namespace CreditShare.Registry.Tests;

/// <summary>
/// What may happen to a handful of records: submissions, corrections (some to another subject), objections and how they end, withdrawals, repairs, repeats, late arrivals, several
/// subjects in a chunk; the clock moves by days and hours, stands still and goes back.
/// </summary>
internal static class RandomHistory
{
    private static readonly ChangeKind[] Changes =
        [ChangeKind.Submit, ChangeKind.Submit, ChangeKind.Correct, ChangeKind.Correct, ChangeKind.Dispute, ChangeKind.Resolve, ChangeKind.Withdraw, ChangeKind.Repair];

    /// <param name="house">Where it happens.</param>
    /// <param name="random">Decides what happens.</param>
    /// <param name="step">From 0; numbers grow with it, and a third of them come late.</param>
    public static async Task StepAsync(House house, Random random, int step)
    {
        await house.DecideAsync([.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => (Math.Max(1L, (step * 10) + random.Next(-20, 40)), Change(random)))]);
        if (random.Next(3) > 0)
            house.Clock.Advance(TimeSpan.FromSeconds(random.Next(1, 86_400)));
        else if (random.Next(3) == 0)
            house.Clock.AdjustTime(house.Clock.GetUtcNow().AddSeconds(-5));
    }

    /// <summary>A statement of a record, or a change of it that mostly leaves the fact out.</summary>
    private static CreditRecord Change(Random random)
    {
        var key = random.Next(1, 6);
        var change = Changes[random.Next(Changes.Length)];
        var stated = (key % 2 == 0 ? Some.Listing(key) : Some.Penalty(key)) with { Subject = Some.Subject(random.Next(4) == 0 ? 1 : key % 3), Note = $"{random.Next(3)}" };
        var fact = change is ChangeKind.Submit or ChangeKind.Correct || random.Next(4) == 0 ? stated : new CreditRecord { SourceId = stated.SourceId, Authority = Some.Authority };
        return fact with
        {
            Change = change,
            ChangeReason = change is ChangeKind.Submit ? null : "样例",
            Repair = change == ChangeKind.Repair ? new() { DutyMetOn = new(2026, 7, 1), Evidence = "样例-1", Commitment = "样例-2" } : null,
            Resolution = change == ChangeKind.Resolve ? new() { Result = random.Next(2) == 0 ? ResolutionResult.Rejected : ResolutionResult.Partly } : null,
            Dispute = change == ChangeKind.Dispute && random.Next(2) == 0 ? new() { ReceivedOn = new(2026, 11, random.Next(1, 20)) } : null,
        };
    }
}
