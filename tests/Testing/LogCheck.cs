using CreditShare.ExchangeLog.Checkpoints;
using CreditShare.ExchangeLog.Entries;
using CreditShare.ExchangeLog.Signing;
using CreditShare.ExchangeLog.Tiles;
using CreditShare.ExchangeLog.Verifying;
using CreditShare.Storage;

namespace CreditShare.Testing;

/// <summary>Verifies a whole log from its store as an outsider would: checkpoint, tiles, entries; and that no entry id stands twice.</summary>
public static class LogCheck
{
    private const int EntriesRead = 4096;

    /// <summary>The entries of the verified log, in order.</summary>
    /// <exception cref="InvalidOperationException">The log does not verify; the faults are named.</exception>
    public static async Task<IReadOnlyList<LogEntry>> VerifyAsync(ILogStore store, VerifierKey key, CancellationToken ct)
    {
        var note = await store.ReadCheckpointAsync(ct) ?? throw new InvalidOperationException("There is no checkpoint.");
        var opened = CheckpointOpener.Open(System.Text.Encoding.UTF8.GetBytes(note), CheckpointPolicy.LogOnly(key));
        var checkpoint = opened.Checkpoint ?? throw new InvalidOperationException(string.Join("\n", opened.Faults));
        var verdict = await LogVerifier.VerifyAsync(checkpoint, (path, cancel) => ReadAsync(store, checkpoint, path, cancel), cancellation: ct);
        if (!verdict.IsGood)
            throw new InvalidOperationException(string.Join("\n", verdict.Faults));
        return await EntriesAsync(store, checkpoint, ct);
    }

    private static async ValueTask<ReadOnlyMemory<byte>?> ReadAsync(ILogStore store, Checkpoint checkpoint, TilePath path, CancellationToken ct)
    {
        if (!path.IsEntries)
            return (await store.ReadTilesAsync([path], ct))[0]?.Bytes;
        var first = path.Index * Tile.FullWidth;
        var entries = await store.ReadEntriesAsync(first, Math.Min(first + path.Width, checkpoint.Size), ct);
        return EntryBundle.Encode([.. entries.Select(entry => (ReadOnlyMemory<byte>)entry)]);
    }

    private static async Task<IReadOnlyList<LogEntry>> EntriesAsync(ILogStore store, Checkpoint checkpoint, CancellationToken ct)
    {
        var entries = new List<LogEntry>();
        var ids = new HashSet<string>();
        for (long from = 0; from < checkpoint.Size; from += EntriesRead)
        {
            foreach (var bytes in await store.ReadEntriesAsync(from, Math.Min(from + EntriesRead, checkpoint.Size), ct))
            {
                if (!EntryEncoding.TryDecode(bytes, out var entry))
                    throw new InvalidOperationException($"Entry {entries.Count} cannot be read.");
                if (!ids.Add(entry.Id))
                    throw new InvalidOperationException($"Entry id {entry.Id} stands twice.");
                entries.Add(entry);
            }
        }
        return entries;
    }
}
