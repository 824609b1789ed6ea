using CreditShare.ExchangeLog.Signing;
using CreditShare.Storage;

namespace CreditShare.Registry.StateChecks;

/// <summary>
/// Whether the registry's store holds what the exchange log says, no more and no less: verifies the log, folds it into a store of its own and compares the two.
/// It may run beside registries at work: what differs only while they write does not differ twice.
/// </summary>
internal sealed class StateCheck(ILogStore log, IWitnessStore witnesses, IStoreContents contents, VerifierKey key, TimeProvider time)
{
    private const int Rounds = 3;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    /// <param name="records">An empty store for what follows from the log.</param>
    /// <param name="scratch">The same store.</param>
    /// <param name="progress">Told what is being done, and how far.</param>
    /// <param name="ct">Ends the check.</param>
    /// <exception cref="StoreUnavailableException">The store cannot be read; that proves nothing.</exception>
    public async Task<StateVerdict> RunAsync(IRecordStore records, IStoreContents scratch, IProgress<StateProgress>? progress, CancellationToken ct)
    {
        var found = new DifferenceList();
        var signed = await StoreLogCheck.RunAsync(log, witnesses, key, found, new Relay<ExchangeLog.Verifying.VerifiedPrefix>(
            prefix => progress?.Report(new("verify", prefix.Size))), ct);
        var fold = new LogFold(log, records, found);
        var folded = new Relay<long>(done => progress?.Report(new("fold", done)));
        await TileCheck.RunAsync(contents, log, found, ct);
        await fold.FoldAsync(signed ?? 0, folded, ct);
        var comparison = new StateComparison(contents, scratch, records, fold.Unnamed);
        var differences = await comparison.CompareAsync(ct);
        for (var round = 1; round < Rounds && differences.Count > 0; round++)
        {
            // What was decided while the log was read is in it by now.
            await Task.Delay(Pause, time, ct);
            await fold.FoldAsync(fold.Size, folded, ct);
            var before = differences.Named.Select(difference => (difference.Part, difference.Id)).ToHashSet();
            var again = await comparison.CompareAsync(ct);
            differences = new();
            foreach (var difference in again.Named.Where(difference => before.Contains((difference.Part, difference.Id))))
                differences.Add(difference.Part, difference.Kind, difference.Id, difference.Detail);
            // Too many to be told apart are no coincidence of timing.
            differences.AddUnnamed(again.Count - again.Named.Count);
        }
        await fold.CheckErasuresAsync(ct);
        return new(fold.Size, found.Count + differences.Count, [.. found.Named, .. differences.Named], fold.Waiting);
    }

    private sealed class Relay<T>(Action<T> report) : IProgress<T>
    {
        public void Report(T value) => report(value);
    }
}

/// <param name="Step">verify or fold.</param>
/// <param name="Entries">How many are done.</param>
public sealed record StateProgress(string Step, long Entries);

/// <summary>What a check found.</summary>
/// <param name="Entries">Of the log, all of which were read.</param>
/// <param name="Count">How many differences.</param>
/// <param name="Differences">The first of them.</param>
/// <param name="Waiting">Records with decisions whose entries wait for their place in the log; the store was held against those entries as they lie there.</param>
public sealed record StateVerdict(long Entries, long Count, IReadOnlyList<StateDifference> Differences, int Waiting)
{
    public bool IsEqual => Count == 0;
}
