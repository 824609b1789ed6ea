using System.Globalization;

namespace CreditShare.Benchmarks;

/// <summary>Middle and spread of some durations.</summary>
internal sealed class Samples
{
    private readonly Figures milliseconds = new();

    public void Add(TimeSpan duration) => milliseconds.Add(duration.TotalMilliseconds);

    public TimeSpan Median => TimeSpan.FromMilliseconds(milliseconds.Median);

    /// <summary>Milliseconds: the median, and the 10th to the 90th of a hundred.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{milliseconds.Median,8:0.00} ms  ({milliseconds.At(0.1):0.00}–{milliseconds.At(0.9):0.00})");

    /// <param name="share">0 to 1: that share of the durations is shorter.</param>
    public TimeSpan At(double share) => TimeSpan.FromMilliseconds(milliseconds.At(share));
}
