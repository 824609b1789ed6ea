using CreditShare.ExchangeLog.Tiles;
using CreditShare.Storage;

namespace CreditShare.Testing;

/// <summary>The steps of sequencing that can fail.</summary>
public enum LogStep
{
    Append,
    WriteTiles,
    ReplaceCheckpoint,
}

/// <summary>A real log store whose next call of one step fails: before anything was written, or after all of it was.</summary>
public sealed class FailingLogStore(ILogStore store) : ILogStore
{
    private LogStep? failing;
    private bool persisted;

    /// <summary>Done once, just before what waits for its place is read: another registry at work.</summary>
    public Func<Task>? BeforeWaiting { get; set; }

    private (int Readings, Func<Task> Act)? meanwhile;

    /// <summary>Done once, behind so many readings of checkpoint, size or tiles from now on: another registry at work.</summary>
    public void ActBehind(int readings, Func<Task> act) => meanwhile = (readings, act);

    /// <summary>The next call of the step throws; <paramref name="afterwards"/> it has taken effect all the same.</summary>
    public void FailNext(LogStep step, bool afterwards) => (failing, persisted) = (step, afterwards);

    public Task<long> AppendStagedAsync(long size, int most, CancellationToken ct) => StepAsync(LogStep.Append, () => store.AppendStagedAsync(size, most, ct));

    public Task WriteTilesAsync(IReadOnlyList<Tile> tiles, CancellationToken ct) => StepAsync(LogStep.WriteTiles, async () =>
    {
        await store.WriteTilesAsync(tiles, ct);
        return true;
    });

    public Task ReplaceCheckpointAsync(string? before, string after, CancellationToken ct) => StepAsync(LogStep.ReplaceCheckpoint, async () =>
    {
        await store.ReplaceCheckpointAsync(before, after, ct);
        return true;
    });

    public Task StageAsync(IReadOnlyList<StagedEntry> entries, CancellationToken ct) => store.StageAsync(entries, ct);

    public Task<long> SizeAsync(CancellationToken ct) => ReadAsync(() => store.SizeAsync(ct));

    public Task<IReadOnlyList<byte[]>> ReadEntriesAsync(long from, long until, CancellationToken ct) => store.ReadEntriesAsync(from, until, ct);

    public Task<IReadOnlyList<FiledEntry>> ReadStoredAsync(long from, long until, CancellationToken ct, long mostBytes = long.MaxValue) => store.ReadStoredAsync(from, until, ct, mostBytes);

    public async Task<IReadOnlyList<FiledEntry>> ReadWaitingAsync(long from, int most, CancellationToken ct)
    {
        if (BeforeWaiting is { } act)
        {
            BeforeWaiting = null;
            await act();
        }
        return await store.ReadWaitingAsync(from, most, ct);
    }

    public Task EraseContentAsync(IReadOnlyCollection<long> indexes, CancellationToken ct) => store.EraseContentAsync(indexes, ct);

    public Task<IReadOnlyList<Tile?>> ReadTilesAsync(IReadOnlyList<TilePath> paths, CancellationToken ct) => ReadAsync(() => store.ReadTilesAsync(paths, ct));

    public Task<string?> ReadCheckpointAsync(CancellationToken ct) => ReadAsync(() => store.ReadCheckpointAsync(ct));

    public Task<Lead> LeadAsync(string holder, DateTimeOffset now, DateTimeOffset until, CancellationToken ct, Lead? unrenewed = null) => store.LeadAsync(holder, now, until, ct, unrenewed);

    public Task<IReadOnlyList<SequencedEntry>> FindEntriesAsync(EntryFilter filter, CancellationToken ct) => store.FindEntriesAsync(filter, ct);

    public Task<StoredEntry?> FindEntryAsync(string id, CancellationToken ct) => store.FindEntryAsync(id, ct);

    private async Task<T> ReadAsync<T>(Func<Task<T>> read)
    {
        var answer = await read();
        if (meanwhile is not { } due)
            return answer;
        meanwhile = due.Readings > 1 ? due with { Readings = due.Readings - 1 } : null;
        if (meanwhile is null)
            await due.Act();
        return answer;
    }

    private async Task<T> StepAsync<T>(LogStep step, Func<Task<T>> write)
    {
        if (failing != step)
            return await write();
        failing = null;
        if (persisted)
            await write();
        throw new StoreUnavailableException($"{step} was made to fail.");
    }
}
