namespace CreditShare.Benchmarks.Scaling;

/// <summary>When lookups come, in seconds from the beginning.</summary>
internal static class Arrivals
{
    /// <summary>For how long the rate stays what it is by chance.</summary>
    private const double Slot = 0.1;

    /// <summary>Of the gamma distribution of a slot's rate: 4 makes its spread half of its mean.</summary>
    private const int Shape = 4;

    /// <summary>A share of the time in which the rate rises from half of the peak to it; the same share at the end in which it falls again.</summary>
    private const double Slope = 0.2;

    /// <summary>At one rate, each by itself.</summary>
    public static IReadOnlyList<double> Even(Random chance, double rate, double seconds)
    {
        var times = new List<double>((int)(rate * seconds * 1.1));
        for (var time = Exponential(chance) / rate; time < seconds; time += Exponential(chance) / rate)
            times.Add(time);
        return times;
    }

    /// <summary>The morning's peak, made short. Agencies' programs ask in bursts: each tenth of a second has a rate of its own around the hour's.</summary>
    /// <param name="seed">The same seed gives the same bursts at any rate.</param>
    /// <param name="peak">Lookups a second, mean of the peak.</param>
    /// <param name="seconds">Of the whole morning.</param>
    public static IReadOnlyList<double> Morning(int seed, double peak, double seconds)
    {
        var (bursts, chance) = (new Random(seed), new Random(seed + 1));
        var times = new List<double>((int)(peak * seconds * 1.1));
        for (var slot = 0; slot < seconds / Slot; slot++)
        {
            var (begins, ends) = (slot * Slot, (slot + 1) * Slot);
            var rate = peak * Share(begins, seconds) * Enumerable.Range(0, Shape).Sum(_ => Exponential(bursts)) / Shape;
            for (var time = begins + (Exponential(chance) / rate); time < ends; time += Exponential(chance) / rate)
                times.Add(time);
        }
        return times;
    }

    /// <summary>Whether the hour's rate is at its peak then.</summary>
    public static bool IsAtPeak(double time, double seconds) => Share(time, seconds) >= 1;

    private static double Share(double time, double seconds) => Math.Min(1, 0.5 + (0.5 * Math.Min(time, seconds - time) / (Slope * seconds)));

    private static double Exponential(Random chance) => -Math.Log(1 - chance.NextDouble());
}
