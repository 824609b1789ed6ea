namespace CreditShare.Benchmarks.Scaling;

/// <summary>How long entries of lookups took, in seconds from when they came, the shortest first.</summary>
/// <param name="Durable">Until the entry was: only then may the answer leave.</param>
/// <param name="Signed">Until a signed checkpoint covered it.</param>
internal sealed record EntryTimes(IReadOnlyList<double> Durable, IReadOnlyList<double> Signed)
{
    /// <param name="sorted">Either of them.</param>
    /// <param name="share">0 to 1: that share of them is shorter.</param>
    public static double At(IReadOnlyList<double> sorted, double share) => sorted[(int)Math.Min(sorted.Count - 1, share * sorted.Count)];
}
