using CreditShare.Domain.Records;
using CreditShare.Testing;

namespace CreditShare.Registry.Tests;

/// <summary>
/// What may happen to a handful of records: submissions, corrections (some to another subject), objections, withdrawals, repeats, late arrivals, several subjects in a
/// chunk; the clock moves by days and hours, stands still and goes back.
/// </summary>
internal static class RandomHistory
{
    private static readonly ChangeKind[] Changes = [ChangeKind.Submit, ChangeKind.Correct, ChangeKind.Correct, ChangeKind.Dispute, ChangeKind.Resolve, ChangeKind.Withdraw];

    public static async Task StepAsync(House house, Random random)
    {
        await house.DecideAsync([.. Enumerable.Range(0, random.Next(1, 4)).Select(_ =>
        {
            var key = random.Next(1, 6);
            var change = Changes[random.Next(Changes.Length)];
            var record = (key % 2 == 0 ? Some.Listing(key) : Some.Penalty(key)) with
            {
                Subject = Some.Subject(random.Next(4) == 0 ? 1 : key % 3), Change = change, ChangeReason = change is ChangeKind.Submit ? null : "样例", Note = $"{random.Next(3)}",
            };
            return ((long)random.Next(1, 40), record);
        })]);
        if (random.Next(3) > 0)
            house.Clock.Advance(TimeSpan.FromSeconds(random.Next(1, 86_400)));
        else if (random.Next(3) == 0)
            house.Clock.AdjustTime(house.Clock.GetUtcNow().AddSeconds(-5));
    }
}
