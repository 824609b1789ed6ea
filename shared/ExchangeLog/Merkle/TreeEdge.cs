using System.Numerics;
using CreditShare.ExchangeLog.Tiles;

namespace CreditShare.ExchangeLog.Merkle;

/// <summary>
/// The right edge of a tree: its size and the roots of its complete subtrees, largest (leftmost) first, one for each set bit of the size.
/// All that is needed to append and to know the root. Immutable.
/// </summary>
public sealed class TreeEdge
{
    private readonly MerkleHash[] roots;

    /// <exception cref="ArgumentException">The number of roots does not fit the size.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The size is negative or above <see cref="TreeSize.Most"/>.</exception>
    public TreeEdge(long size, IReadOnlyCollection<MerkleHash> roots)
    {
        TreeSize.Check(size);
        if (roots.Count != BitOperations.PopCount((ulong)size))
            throw new ArgumentException($"A tree of size {size} does not have {roots.Count} complete subtrees.", nameof(roots));
        Size = size;
        this.roots = [.. roots];
    }

    /// <summary>The edge of the tree without entries.</summary>
    public static TreeEdge Empty { get; } = new(0, []);

    /// <summary>Number of entries.</summary>
    public long Size { get; }

    /// <summary>Roots of the complete subtrees, largest first.</summary>
    public IReadOnlyList<MerkleHash> Roots => roots;

    /// <summary>The tree's root: RFC 6962 section 2.1.</summary>
    public MerkleHash Root() => new EdgeBuilder(this).Root();

    /// <summary>The edge after one more leaf; this one stays as it is.</summary>
    public TreeEdge Append(MerkleHash leaf) => Append([leaf]);

    /// <summary>The edge after these leaves, in order; this one stays as it is.</summary>
    public TreeEdge Append(ReadOnlySpan<MerkleHash> leaves)
    {
        var builder = new EdgeBuilder(this);
        foreach (ref readonly var leaf in leaves) builder.Add(leaf);
        return builder.ToEdge();
    }

    /// <summary>Reads the edge back from the partial tiles of a size: those that <see cref="TilePath.PartialsAt"/> names.</summary>
    /// <exception cref="ArgumentException">A tile is missing, or one has not the place or width that the size demands.</exception>
    public static TreeEdge FromTiles(long size, IReadOnlyCollection<Tile> partialTiles)
    {
        var roots = new List<MerkleHash>();
        foreach (var path in TilePath.PartialsAt(size).Reverse())
        {
            var tile = partialTiles.FirstOrDefault(t => t.Path == path)
                ?? throw new ArgumentException($"The edge of size {size} needs {path}.", nameof(partialTiles));
            for (int bit = Tile.FullWidth / 2, first = 0; bit > 0; bit /= 2)
            {
                if ((path.Width & bit) == 0) continue;
                roots.Add(tile.RootOf(first, bit));
                first += bit;
            }
        }
        return new(size, roots);
    }
}
