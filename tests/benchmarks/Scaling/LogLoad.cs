using System.Globalization;

namespace CreditShare.Benchmarks.Scaling;

/// <summary>How fast the one writer of a province's log must be: its lookups' times at the morning's peak, by how busy it is, with and without cities that push.</summary>
internal static class LogLoad
{
    private const int Seed = 1;
    private const double Seconds = 60;
    private const double Broken = 0.1;

    /// <summary>Four pushes of 100,000 records, one behind the other: a city that is done is followed by another until the peak is over.</summary>
    private const int ChunksInPushes = 4 * 200;

    /// <summary>Cities that push at the same time, from when the peak begins.</summary>
    private static readonly int[] Pushing = [0, 1, 2];

    private static readonly double[] Fsyncs = [0.0002, 0.001, 0.005, 0.02];

    /// <summary>docs/performance.md, SQLite on 2 cores: 14,600 entries a second staged and sequenced, a share of them (assumed) for their place; a batch of 500 written raw in 26.1 ms of the 63.5 that ours takes.</summary>
    private static readonly LogWriter Measured = new() { Fsync = 0.001, Staged = 0.0000585, Sequenced = 0.00001, ChunkWritten = 0.0261, ChunkDecided = 0.0374 };

    public static void Print()
    {
        Check();
        Print($"The one writer of a log: {Measured.Capacity:0} entries a second at most, a commit costs {Measured.Fsync * 1e3:0.0} ms and its entries; lookups at the peak, each 0.1 s at a rate of its own (spread 0.5 of its mean)");
        Console.WriteLine("busy   lookups/s  cities pushing  durable p50, p99, ms   signed p50, p99, ms");
        foreach (var pushing in Pushing)
        {
            foreach (var busy in new[] { 0.1, 0.3, 0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9 })
            {
                var run = Run(Measured, busy, pushing);
                Print($"{busy,4:0.00}  {busy * Measured.Capacity,10:0}  {pushing,14}  {Ms(run.Durable, 0.5),11} {Ms(run.Durable, 0.99),8}  {Ms(run.Signed, 0.5),11} {Ms(run.Signed, 0.99),8}");
            }
        }
        Print($"Busy at which p99 until durable passes {Broken * 1e3:0} ms, by what a commit costs");
        Console.WriteLine("commit, ms  " + string.Join("  ", Pushing.Select(pushing => $"{pushing} pushing")));
        foreach (var fsync in Fsyncs)
        {
            var breaks = Pushing.Select(pushing => BreaksAt(Measured with { Fsync = fsync }, pushing).ToString("0.00", CultureInfo.InvariantCulture).PadLeft(9));
            Print($"{fsync * 1e3,10:0.0}  {string.Join("  ", breaks)}");
        }
    }

    /// <summary>Where a formula exists: one entry a commit is M/D/1; commits that never find nothing to do, of one length, make an entry wait for half of one and stay for one.</summary>
    private static void Check()
    {
        const double service = 0.001;
        var single = new LogWriter { Fsync = service, Staged = 0, CommitsToSign = 0, MostTogether = 1 };
        foreach (var busy in new[] { 0.5, 0.8, 0.9 })
        {
            var formula = service + (busy * service / (2 * (1 - busy)));
            Print($"check: M/D/1, busy {busy:0.0}: mean {Mean(single, busy / service) * 1e3:0.000} ms, by the formula {formula * 1e3:0.000} ms");
        }
        var group = single with { MostTogether = int.MaxValue };
        Print($"check: one commit for all that wait, 50 a commit: mean {Mean(group, 50 / service) * 1e3:0.000} ms, by the formula {1.5 * service * 1e3:0.000} ms");

        static double Mean(LogWriter writer, double rate) => WriterRun.Of(writer, Arrivals.Even(new Random(Seed), rate, 400_000 / rate), [], 0, _ => true).Durable.Average();
    }

    private static EntryTimes Run(LogWriter writer, double busy, int pushing)
    {
        var lookups = Arrivals.Morning(Seed, busy * writer.Capacity, Seconds);
        var pushes = Enumerable.Range(0, pushing).Select(city => (Seconds * 0.2) + (city * 0.04)).ToList();
        return WriterRun.Of(writer, lookups, pushes, ChunksInPushes, time => Arrivals.IsAtPeak(time, Seconds));
    }

    private static double BreaksAt(LogWriter writer, int pushing)
    {
        var (holds, breaks) = (0.0, 1.0);
        while (breaks - holds > 0.01)
        {
            var middle = (holds + breaks) / 2;
            (holds, breaks) = EntryTimes.At(Run(writer, middle, pushing).Durable, 0.99) > Broken ? (holds, middle) : (middle, breaks);
        }
        return holds;
    }

    private static string Ms(IReadOnlyList<double> sorted, double share) => (EntryTimes.At(sorted, share) * 1e3).ToString("0.0", CultureInfo.InvariantCulture);

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
