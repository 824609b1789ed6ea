using CreditShare.ExchangeLog.Tiles;

namespace CreditShare.ExchangeLog.Merkle;

/// <summary>How leaves enter the tree: a pure function, so that doing it again after a crash writes the same bytes.</summary>
public static class TreeAppend
{
    /// <summary>Appends leaf hashes in order and says which tiles have to be written.</summary>
    /// <param name="edge">The edge of the tree as it is.</param>
    /// <param name="partialTiles">Its partial tiles: those that <see cref="TilePath.PartialsAt"/> names for its size.</param>
    /// <param name="leaves">The new leaf hashes; none gives no writes.</param>
    /// <exception cref="ArgumentException">A partial tile of the edge's size is missing.</exception>
    public static TreeAppended Append(TreeEdge edge, IReadOnlyCollection<Tile> partialTiles, ReadOnlySpan<MerkleHash> leaves)
    {
        var writes = new List<Tile>();
        var tiles = new TileBuilder(edge.Size, partialTiles, writes.Add);
        var builder = new EdgeBuilder(edge, tiles);
        foreach (ref readonly var leaf in leaves) builder.Add(leaf);
        var partials = tiles.Partials();
        writes.AddRange(partials.Where(tile => !partialTiles.Contains(tile)));
        return new(builder.ToEdge(), partials, writes);
    }
}
