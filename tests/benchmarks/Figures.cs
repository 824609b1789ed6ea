using System.Globalization;

namespace CreditShare.Benchmarks;

/// <summary>Middle and spread of some figures of one unit.</summary>
internal sealed class Figures(params IEnumerable<double> figures)
{
    private readonly List<double> all = [.. figures];

    public void Add(double figure) => all.Add(figure);

    public double Median => At(0.5);

    /// <param name="format">Of a number.</param>
    /// <returns>The median, and the 10th to the 90th of a hundred.</returns>
    public string Show(string format) => string.Create(
        CultureInfo.InvariantCulture, $"{Median.ToString(format, CultureInfo.InvariantCulture)} ({At(0.1).ToString(format, CultureInfo.InvariantCulture)}–{At(0.9).ToString(format, CultureInfo.InvariantCulture)})");

    /// <param name="share">0 to 1: that share of the figures is smaller.</param>
    public double At(double share) => all.Order().ElementAt((int)Math.Min(all.Count - 1, share * all.Count));
}
