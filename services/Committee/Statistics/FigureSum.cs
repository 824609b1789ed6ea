using CreditShare.Domain.Statistics;

namespace CreditShare.Committee.Statistics;

/// <summary>Figures of several cities or months together; rates are those of the sums. Items and reasons stay with their own.</summary>
internal static class FigureSum
{
    public static Figures Of(IEnumerable<Figures> parts) => parts.Aggregate(None, Plus);

    /// <summary>The months from the first one in which anything was received on; the last one at least.</summary>
    public static IReadOnlyList<string> Begun(IReadOnlyList<CityFigures> cities)
    {
        var months = cities.Count == 0 ? [] : cities[0].Months.Select(month => month.Month).ToList();
        var first = months.FindIndex(month => cities.Any(city => city.Months.Any(own => own.Month == month && own.Figures.Received > 0)));
        return [.. months.Skip(first < 0 ? months.Count - 1 : first)];
    }

    private static Figures None { get; } = new(0, 0, 0, 0, 0, null, 0, null, default, default, 0, 0, 0, [], [], new(0, 0, 0, 0, 0, null));

    private static Figures Plus(Figures one, Figures other)
    {
        var (accepted, rejected, duplicate) = (one.Accepted + other.Accepted, one.Rejected + other.Rejected, one.Duplicate + other.Duplicate);
        PushTimes push = one.PushTimes.Plus(other.PushTimes);
        var (a, b) = (one.Objections, other.Objections);
        return new(
            one.Received + other.Received, accepted, rejected, one.Repeated + other.Repeated, duplicate, Rate(accepted, accepted + rejected + duplicate), push.All, Rate(push.UpTo7, push.All), push,
            one.DecisionTimes.Plus(other.DecisionTimes), one.Corrections + other.Corrections, one.Withdrawals + other.Withdrawals, one.Repairs + other.Repairs, [], [],
            new(a.Filed + b.Filed, a.Settled + b.Settled, a.InTime + b.InTime, a.Extended + b.Extended, a.Late + b.Late, null));
    }

    /// <summary>To four places; null of nothing.</summary>
    public static double? Rate(long part, long whole) => whole == 0 ? null : Math.Round((double)part / whole, 4);
}
