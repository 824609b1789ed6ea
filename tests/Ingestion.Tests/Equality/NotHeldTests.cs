using System.Globalization;
using CreditShare.Ingestion.Equality;

namespace CreditShare.Ingestion.Tests.Equality;

public sealed class NotHeldTests
{
    [Fact]
    public void A_day_of_any_size_is_looked_for_slice_by_slice_and_what_is_missing_stays_in_order()
    {
        var (taken, readings, mostAhead) = (0, 0, 0);
        var known = 0;
        List<string> missing = [.. NotHeld.Of(Sent(), Held, 10).Select(one => one.SourceId)];
        Assert.Equal(["P-03", "P-10", "P-11", "P-25"], missing);
        Assert.Equal((3, 10), (readings, mostAhead));

        IEnumerable<FoundDifference> Sent()
        {
            foreach (var n in Enumerable.Range(1, 25))
            {
                taken++;
                yield return new(DifferenceKind.Missing, "GEN-03", new(2026, 6, 1), Id(n));
            }
        }

        // In an order of its own, with what the city never sent.
        IEnumerable<string> Held()
        {
            readings++;
            mostAhead = Math.Max(mostAhead, taken - known);
            known = taken;
            return Enumerable.Range(1, 30).Reverse().Where(n => n is not (3 or 10 or 11 or 25)).Select(Id);
        }
    }

    [Fact]
    public void Nothing_more_is_read_once_enough_is_known()
    {
        var readings = 0;
        var sent = Enumerable.Range(1, 25).Select(n => new FoundDifference(DifferenceKind.Missing, "GEN-03", new(2026, 6, 1), Id(n)));
        Assert.Equal(5, NotHeld.Of(sent, () => { readings++; return []; }, 10).Take(5).Count());
        Assert.Equal(1, readings);
    }

    private static string Id(int n) => string.Create(CultureInfo.InvariantCulture, $"P-{n:00}");
}
