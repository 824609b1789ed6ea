using System.Text;
using CreditShare.ExchangeLog.Checkpoints;
using CreditShare.ExchangeLog.Merkle;
using CreditShare.ExchangeLog.Proofs;
using CreditShare.ExchangeLog.Tiles;
using CreditShare.Storage;

namespace CreditShare.Committee.Proofs;

/// <summary>Makes proofs that an entry stands in the log, against the checkpoint that is shown.</summary>
internal sealed class InclusionProofs(ILogStore log, ShownLog shown)
{
    /// <returns>The proof and the checkpoint in it; null while no checkpoint that is shown covers the entry.</returns>
    /// <exception cref="StoreUnavailableException">The store cannot be read, or lacks a tile.</exception>
    public async Task<(ProofFile File, Checkpoint Checkpoint)?> BuildAsync(StoredEntry stored, CancellationToken ct)
    {
        if (await shown.ReadAsync(ct) is not var (note, checkpoint) || stored.Index is not { } index || index >= checkpoint.Size)
            return null;
        var tiles = await TilesAsync(log, InclusionProof.TilesFor(index, checkpoint.Size), ct);
        var path = InclusionProof.Build(index, checkpoint.Size, tile => tiles[tile]);
        return (new ProofFile(stored.Bytes, index, path, Encoding.UTF8.GetBytes(note)), checkpoint);
    }

    /// <exception cref="StoreUnavailableException">The store cannot be read, or lacks one of them.</exception>
    public static async Task<Dictionary<TilePath, Tile>> TilesAsync(ILogStore log, IReadOnlyList<TilePath> paths, CancellationToken ct) =>
        (await log.ReadTilesAsync(paths, ct)).Select(tile => tile ?? throw new StoreUnavailableException("A tile of the log is missing.", null)).ToDictionary(tile => tile.Path);
}
