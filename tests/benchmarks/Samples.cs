using System.Globalization;

namespace CreditShare.Benchmarks;

/// <summary>Middle and spread of some durations.</summary>
internal sealed class Samples
{
    private readonly List<TimeSpan> all = [];

    public void Add(TimeSpan duration) => all.Add(duration);

    public TimeSpan Median => At(0.5);

    /// <summary>Milliseconds: the median, and the 10th to the 90th of a hundred.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Median.TotalMilliseconds,8:0.00} ms  ({At(0.1).TotalMilliseconds:0.00}–{At(0.9).TotalMilliseconds:0.00})");

    /// <param name="share">0 to 1: that share of the durations is shorter.</param>
    public TimeSpan At(double share) => all.Order().ElementAt((int)Math.Min(all.Count - 1, share * all.Count));
}
