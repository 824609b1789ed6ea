using CreditShare.ExchangeLog.Checkpoints;
using CreditShare.ExchangeLog.Merkle;
using CreditShare.ExchangeLog.Tiles;

namespace CreditShare.ExchangeLog.Verifying;

/// <summary>
/// Reads a whole log, as anyone from outside can, and finds every place where it does not fit its checkpoint. One tile and one bundle are
/// held at a time, whatever the size of the log. The checkpoint itself must have been opened: <see cref="CheckpointOpener"/>.
/// </summary>
public sealed class LogVerifier
{
    /// <summary>Faults are collected up to this number; then reading stops.</summary>
    public const int MostFaults = 1000;

    private readonly Checkpoint checkpoint;
    private readonly ResourceReader read;
    private readonly Checkpoint? kept;
    private readonly bool withEntries;
    private readonly List<LogFault> faults = [];
    private readonly Queue<Tile> built = new();
    private readonly VerifiedPrefix? verified;
    private readonly IProgress<VerifiedPrefix>? progress;
    private TileBuilder tiles;
    private EdgeBuilder edge;
    private long leaves;
    private long entries;
    private bool complete = true;

    private LogVerifier(Checkpoint checkpoint, ResourceReader read, Checkpoint? kept, bool withEntries, VerifiedPrefix? verified, IProgress<VerifiedPrefix>? progress)
    {
        (this.checkpoint, this.read, this.kept, this.withEntries, this.verified, this.progress) = (checkpoint, read, kept, withEntries, verified, progress);
        tiles = new(0, [], built.Enqueue);
        edge = new(TreeEdge.Empty, tiles);
    }

    /// <summary>
    /// 1. Compares the checkpoint with the one kept. 2. Rebuilds the tree from the level-0 tiles, comparing each entry with its leaf, each
    /// higher tile with what it must be, and the root at the kept size with the kept root. 3. Compares the root.
    /// </summary>
    /// <param name="checkpoint">The checkpoint to be held against the log.</param>
    /// <param name="read">Fetches tiles and bundles. A partial one that is gone is taken from the full one.</param>
    /// <param name="kept">The last checkpoint that this verifier believed, if any.</param>
    /// <param name="withEntries">False for a verifier that may not read entries: bundles are left out.</param>
    /// <param name="verified">What this verifier has read and found right before: reading goes on from there, if the tree still starts with it.</param>
    /// <param name="progress">Told how far all is right, tile by tile; nothing more after the first fault.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public static async Task<LogVerdict> VerifyAsync(
        Checkpoint checkpoint, ResourceReader read, Checkpoint? kept = null, bool withEntries = true, VerifiedPrefix? verified = null,
        IProgress<VerifiedPrefix>? progress = null, CancellationToken cancellation = default)
    {
        var verifier = new LogVerifier(checkpoint, read, kept, withEntries, verified, progress);
        await verifier.RunAsync(cancellation).ConfigureAwait(false);
        var root = verifier.complete ? verifier.edge.Root() : default(MerkleHash?);
        return new(verifier.faults, verifier.leaves, verifier.entries, root);
    }

    private async Task RunAsync(CancellationToken cancellation)
    {
        if (kept is not null && CheckpointOpener.Compare(kept, checkpoint) is { } fault) faults.Add(fault);
        CompareWithKept();
        await GoOnFromVerifiedAsync(cancellation).ConfigureAwait(false);
        var hashes = Tile.HashesAt(0, checkpoint.Size);
        for (var index = edge.Size / Tile.FullWidth; index * Tile.FullWidth < hashes && faults.Count < MostFaults; index++)
        {
            await ReadLeavesAsync(index, cancellation).ConfigureAwait(false);
            if (faults.Count == 0) progress?.Report(new(edge.Size, edge.Root()));
        }
        if (!complete || faults.Count >= MostFaults) return;
        foreach (var partial in tiles.Partials()) built.Enqueue(partial);
        await CompareHigherTilesAsync(cancellation).ConfigureAwait(false);
        if (edge.Root() != checkpoint.Root)
            Report(LogFaultKind.RootDiffers, "checkpoint", $"The tiles' root is {edge.Root()}, the checkpoint's {checkpoint.Root}.");
    }

    /// <summary>The partial tiles of the verified size give its edge: if that has the verified root, all before it is as it was.</summary>
    private async Task GoOnFromVerifiedAsync(CancellationToken cancellation)
    {
        if (verified is not { Size: > 0 } before) return;
        if (before.Size > checkpoint.Size)
        {
            Report(LogFaultKind.Smaller, "checkpoint", $"{checkpoint.Size} entries, of which {before.Size} were verified before.");
            return;
        }
        var partials = new List<Tile>();
        foreach (var path in TilePath.PartialsAt(before.Size))
        {
            // As wide as it is now: the narrower one of then may be gone.
            if (await FetchTileAsync(TilePath.At(path.Level, path.Index, checkpoint.Size), cancellation).ConfigureAwait(false) is not { } tile) return;
            partials.Add(tile.Cut(path.Width));
        }
        var start = TreeEdge.FromTiles(before.Size, partials);
        if (start.Root() != before.Root)
        {
            Report(LogFaultKind.HistoryChanged, "checkpoint", $"The tree at size {before.Size} has root {start.Root()}, verified before as {before.Root}.");
            return;
        }
        tiles = new(before.Size, partials, built.Enqueue);
        edge = new(start, tiles);
    }

    private async Task ReadLeavesAsync(long index, CancellationToken cancellation)
    {
        var tile = await FetchTileAsync(TilePath.At(0, index, checkpoint.Size), cancellation).ConfigureAwait(false);
        if (tile is null)
        {
            // Without these leaves nothing above and behind can be rebuilt; other tiles' entries still can be compared.
            complete = false;
            return;
        }
        leaves += tile.Width;
        if (complete) await GrowAsync(tile, cancellation).ConfigureAwait(false);
        if (withEntries) await CompareEntriesAsync(tile, cancellation).ConfigureAwait(false);
    }

    private async Task GrowAsync(Tile tile, CancellationToken cancellation)
    {
        for (var i = (int)(edge.Size % Tile.FullWidth); i < tile.Width; i++)
        {
            edge.Add(tile[i]);
            CompareWithKept();
        }
        await CompareHigherTilesAsync(cancellation).ConfigureAwait(false);
    }

    private void CompareWithKept()
    {
        if (kept?.Size != edge.Size || kept.Size == checkpoint.Size || edge.Root() == kept.Root) return;
        Report(LogFaultKind.HistoryChanged, "checkpoint", $"The tree at size {kept.Size} has root {edge.Root()}, before {kept.Root}.");
    }

    private async Task CompareHigherTilesAsync(CancellationToken cancellation)
    {
        while (built.TryDequeue(out var expected))
        {
            if (expected.Path.Level == 0) continue;
            var served = await FetchTileAsync(expected.Path, cancellation).ConfigureAwait(false);
            for (var i = 0; served is not null && i < expected.Width; i++)
            {
                if (served[i] == expected[i]) continue;
                Report(LogFaultKind.HigherTileDiffers, $"{expected.Path} hash {i}", $"{served[i]}, not {expected[i]}.");
            }
        }
    }

    private async Task CompareEntriesAsync(Tile tile, CancellationToken cancellation)
    {
        var path = TilePath.Entries(tile.Path.Index, tile.Width);
        var bundle = await read(path, cancellation).ConfigureAwait(false);
        if (bundle is null && path.IsPartial && await read(path.Full, cancellation).ConfigureAwait(false) is { } full)
            bundle = EntryBundle.TryCut(full, path.Width, out var cut) ? cut : full;
        if (bundle is null)
        {
            Report(LogFaultKind.Missing, path.ToString(), "There is no such bundle.");
            return;
        }
        if (!EntryBundle.TryDecode(bundle.Value, path.Width, out var found))
        {
            Report(LogFaultKind.BundleMalformed, path.ToString(), $"{bundle.Value.Length} bytes that are not {path.Width} entries.");
            return;
        }
        for (var i = 0; i < found.Count; i++) CompareEntry(path, i, found[i].Span, tile[i]);
    }

    private void CompareEntry(TilePath path, int place, ReadOnlySpan<byte> entry, MerkleHash leaf)
    {
        var hash = MerkleHash.Leaf(entry);
        if (hash == leaf) entries++;
        else Report(LogFaultKind.EntryDiffers, $"{path} entry {(path.Index * Tile.FullWidth) + place}", $"Its hash is {hash}, its leaf {leaf}.");
    }

    private async Task<Tile?> FetchTileAsync(TilePath path, CancellationToken cancellation)
    {
        var bytes = await read(path, cancellation).ConfigureAwait(false);
        if (bytes is null && path.IsPartial && await read(path.Full, cancellation).ConfigureAwait(false) is { } full)
            bytes = full.Length == Tile.FullWidth * MerkleHash.Size ? full[..(path.Width * MerkleHash.Size)] : full;
        if (bytes is null)
        {
            Report(LogFaultKind.Missing, path.ToString(), "There is no such tile.");
            return null;
        }
        if (Tile.TryRead(path, bytes.Value, out var tile)) return tile;
        Report(LogFaultKind.WrongLength, path.ToString(), $"{bytes.Value.Length} bytes, not {path.Width * MerkleHash.Size}.");
        return null;
    }

    private void Report(LogFaultKind kind, string place, string detail)
    {
        if (faults.Count < MostFaults) faults.Add(new(kind, place, detail));
    }
}
