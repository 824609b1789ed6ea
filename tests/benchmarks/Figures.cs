using System.Globalization;

namespace CreditShare.Benchmarks;

/// <summary>Middle and spread of some figures of one unit.</summary>
internal sealed class Figures(params IEnumerable<double> figures)
{
    private readonly List<double> all = [.. figures];

    public void Add(double figure) => all.Add(figure);

    /// <summary>The middle one; of an even number the mean of the two.</summary>
    public double Median => all.Count % 2 == 1 ? At(0.5) : (all.Order().ElementAt(all.Count / 2) + all.Order().ElementAt(all.Count / 2 - 1)) / 2;

    /// <summary>The least to the greatest, for a few figures.</summary>
    public string Range(string format) => string.Create(CultureInfo.InvariantCulture, $"{all.Min().ToString(format, CultureInfo.InvariantCulture)}–{all.Max().ToString(format, CultureInfo.InvariantCulture)}");

    /// <param name="format">Of a number.</param>
    /// <returns>The median, and the 10th to the 90th of a hundred.</returns>
    public string Show(string format) => string.Create(
        CultureInfo.InvariantCulture, $"{Median.ToString(format, CultureInfo.InvariantCulture)} ({At(0.1).ToString(format, CultureInfo.InvariantCulture)}–{At(0.9).ToString(format, CultureInfo.InvariantCulture)})");

    /// <param name="share">0 to 1: that share of the figures is smaller.</param>
    public double At(double share) => all.Order().ElementAt((int)Math.Min(all.Count - 1, share * all.Count));
}
