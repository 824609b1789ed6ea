using CreditShare.ExchangeLog.Checkpoints;
using CreditShare.ExchangeLog.Merkle;
using CreditShare.ExchangeLog.Signing;
using CreditShare.ExchangeLog.Tiles;
using CreditShare.Storage;
using Microsoft.Extensions.Logging;

namespace CreditShare.Registry.Sequencing;

/// <summary>
/// Gives staged entries their place in the tree: append, integrate, sign, in this order. Recovery is the same code: what a crash left undone is what
/// the next round finds to do. Not safe for concurrent callers; a second sequencer elsewhere makes a step fail with <see cref="StoreConflictException"/>.
/// </summary>
public sealed class Sequencer(ILogStore log, SignerKey key, string origin, ILogger<Sequencer> logger)
{
    /// <summary>Entries appended in one step: bounds memory and the age of a checkpoint under load.</summary>
    private const int MostAppended = 8192;

    // Owned by the sequencing loop.
    private TreeEdge edge = TreeEdge.Empty;
    private IReadOnlyList<Tile> partials = [];
    private string? signedNote;
    private long size;
    private bool loaded;

    /// <summary>Entries that have their place.</summary>
    public long Size => edge.Size;

    /// <summary>Sequences what is staged, up to one step's worth.</summary>
    /// <returns>True if there may be more.</returns>
    /// <exception cref="StoreConflictException">Another sequencer is at work: stop.</exception>
    /// <exception cref="LogCorruptException">The store contradicts the last signed checkpoint: stop, nothing more may be signed.</exception>
    public async Task<bool> SequenceAsync(CancellationToken ct)
    {
        try
        {
            return await StepAsync(ct);
        }
        catch (InvalidDataException fault)
        {
            throw new LogCorruptException(fault.Message);
        }
    }

    private async Task<bool> StepAsync(CancellationToken ct)
    {
        if (!loaded)
            await LoadAsync(ct);
        var before = size;
        size = await log.AppendStagedAsync(size, MostAppended, ct);
        // From here a restart finds entries with an index that no tile covers, and integrates them.
        while (edge.Size < size)
            await IntegrateAsync(ct);
        // From here a restart finds tiles beyond the checkpoint, and signs.
        await SignAsync(ct);
        return size - before == MostAppended;
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        // In this order: both only grow, and a checkpoint covers no more than has its place by then, so the size read behind it covers it, whatever another registry does meanwhile.
        signedNote = await log.ReadCheckpointAsync(ct);
        size = await log.SizeAsync(ct);
        if (signedNote is not null)
        {
            var signed = OpenOwn(signedNote);
            if (signed.Size > size)
                throw new LogCorruptException($"The checkpoint covers {signed.Size} entries, the store holds {size}: it was rolled back.");
            var paths = TilePath.PartialsAt(signed.Size);
            var tiles = await log.ReadTilesAsync(paths, ct);
            if (tiles.Any(tile => tile is null))
                throw new LogCorruptException($"A tile of the signed size {signed.Size} is missing.");
            partials = [.. tiles.Select(tile => tile!)];
            edge = TreeEdge.FromTiles(signed.Size, partials);
            if (edge.Root() != signed.Root)
                throw new LogCorruptException($"The tiles of size {signed.Size} do not give the signed root.");
        }
        loaded = true;
        Log.Loaded(logger, origin, size, edge.Size);
    }

    private async Task IntegrateAsync(CancellationToken ct)
    {
        var until = Math.Min(size, edge.Size + MostAppended);
        var entries = await log.ReadEntriesAsync(edge.Size, until, ct);
        var leaves = new MerkleHash[entries.Count];
        for (var i = 0; i < leaves.Length; i++)
            leaves[i] = MerkleHash.Leaf(entries[i]);
        var appended = TreeAppend.Append(edge, [.. partials], leaves);
        await log.WriteTilesAsync(appended.Writes, ct);
        (edge, partials) = (appended.Edge, appended.PartialTiles);
    }

    private async Task SignAsync(CancellationToken ct)
    {
        if (signedNote is not null && OpenOwn(signedNote).Size == edge.Size)
            return;
        // The edge grew out of the one read back from the signed checkpoint's tiles, so the new tree is consistent with it by construction.
        var note = new Checkpoint(origin, edge.Size, edge.Root()).Sign(key).ToString();
        await log.ReplaceCheckpointAsync(signedNote, note, ct);
        signedNote = note;
        Log.Signed(logger, origin, edge.Size);
    }

    private Checkpoint OpenOwn(string note)
    {
        var opened = ExchangeLog.Verifying.CheckpointOpener.Open(
            System.Text.Encoding.UTF8.GetBytes(note), ExchangeLog.Verifying.CheckpointPolicy.LogOnly(key.Verifier));
        return opened.Checkpoint is { } checkpoint && opened.Faults.Count == 0
            ? checkpoint
            : throw new LogCorruptException($"The stored checkpoint is not this log's: {string.Join("; ", opened.Faults)}");
    }
}

/// <summary>The store contradicts what the log signed. Nothing more may be signed until people have looked.</summary>
public sealed class LogCorruptException(string message) : Exception(message);
