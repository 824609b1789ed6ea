namespace CreditShare.Benchmarks.Scaling;

/// <summary>What docs/scaling.md rests on where neither a measurement nor a formula will do. The same figures on every machine, but for the bytes of what carries random ids.</summary>
internal static class Simulation
{
    public static async Task<int> RunAsync(CancellationToken ct)
    {
        await StoredSizes.PrintAsync(ct);
        LogLoad.Print();
        ShardSkew.Print();
        return 0;
    }
}
