using CreditShare.ExchangeLog.Tiles;

namespace CreditShare.ExchangeLog.Merkle;

/// <summary>The root of the tree of a size, read from the tiles of that size (RFC 6962 section 2.1).</summary>
public static class TreeRoot
{
    /// <summary>The tiles that the root needs, each at its width for that size: to be fetched before <see cref="Of"/>.</summary>
    /// <param name="size">1 or more.</param>
    public static IReadOnlyList<TilePath> TilesFor(long size) => TileHashes.Paths([new(0, size)], size);

    /// <summary>The root; of no entries, <see cref="MerkleHash.Empty"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The size is negative or above <see cref="TreeSize.Most"/>.</exception>
    public static MerkleHash Of(long size, TileReader read)
    {
        TreeSize.Check(size);
        return size == 0 ? MerkleHash.Empty : TileHashes.Read([new(0, size)], size, read)[0];
    }
}
