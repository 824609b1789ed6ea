using System.Diagnostics;
using CreditShare.Benchmarks.Stores;
using CreditShare.Systems;

namespace CreditShare.Benchmarks.Lookups;

/// <summary>
/// Lookups and the query service's peak memory over stores of 10,000 records and of many, in turn: a process and a file each, one penalty a subject. The file lies in the page cache as far as there is memory for it, so
/// it is the depth of the indexes and the spread of the reads that is seen, not a disk's.
/// </summary>
internal static class GrowthCosts
{
    private const int Few = 10_000;
    private const int Connections = 32;
    private const int Rounds = 5;
    private const int Seconds = 8;
    private const int WarmUpSeconds = 15;

    /// <summary>More than are answered in a round.</summary>
    private const int AskedInRound = 60_000;

    public static async Task<int> RunAsync(int records, CancellationToken ct)
    {
        Console.WriteLine($"{Environment.ProcessorCount} processors, {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 30} GiB; {Rounds} rounds of {Seconds} s each, {Connections} connections; median (10th–90th of a hundred)");
        await using var few = new MeasuredSqlite();
        await using var many = new MeasuredSqlite();
        await FillAsync(few, Few, ct);
        await FillAsync(many, records, ct);
        await using var overFew = await QuerySystem.StartAsync(few.File, ct);
        await using var overMany = await QuerySystem.StartAsync(many.File, ct);
        await LookupCosts.RunAsync(overFew.Process, overFew.AgencyToken, Few, Connections, WarmUpSeconds, ct);
        await LookupCosts.RunAsync(overMany.Process, overMany.AgencyToken, records, Connections, WarmUpSeconds, ct);
        Figures atFew = new(), atMany = new(), ratio = new();
        for (var round = 0; round < Rounds; round++)
        {
            // Others each time, or the many would soon be as few as were asked for.
            var from = (round + 1) * AskedInRound;
            var before = await LookupCosts.RunAsync(overFew.Process, overFew.AgencyToken, Few, Connections, Seconds, ct, from);
            var after = await LookupCosts.RunAsync(overMany.Process, overMany.AgencyToken, records, Connections, Seconds, ct, from);
            atFew.Add(before.PerSecond);
            atMany.Add(after.PerSecond);
            ratio.Add(after.PerSecond / before.PerSecond);
        }
        Ratios.Note($"lookups over {records} records / over {Few}", ratio, "≥ 0.8 at 5,000,000");
        Ratios.Note($"peak memory of the query service over {records} records / over {Few}", (double)overMany.Process.PeakMemory() / overFew.Process.PeakMemory());
        Console.WriteLine($"{Few,9} records  {atFew.Show("0"),22}/s  peak memory {overFew.Process.PeakMemory() >> 20} MiB");
        Console.WriteLine($"{records,9} records  {atMany.Show("0"),22}/s  peak memory {overMany.Process.PeakMemory() >> 20} MiB  lookups at {records} / at {Few}: {ratio.Show("0.00")}");
        return 0;
    }

    private static async Task FillAsync(MeasuredSqlite store, int records, CancellationToken ct)
    {
        var began = Stopwatch.GetTimestamp();
        await LookupCosts.FillAsync(store, records, ct);
        Console.WriteLine(FormattableString.Invariant($"{records,9} records decided in {Stopwatch.GetElapsedTime(began).TotalSeconds:0} s, file of {new FileInfo(store.File).Length >> 20} MiB"));
    }
}
