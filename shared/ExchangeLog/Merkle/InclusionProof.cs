using CreditShare.ExchangeLog.Tiles;

namespace CreditShare.ExchangeLog.Merkle;

/// <summary>Inclusion paths: that an entry stands at an index of the tree of a size (RFC 6962 section 2.1.1, RFC 9162 section 2.1.3).</summary>
public static class InclusionProof
{
    /// <summary>The tiles that the path needs, each at its width for that size: to be fetched before <see cref="Build(long, long, TileReader)"/>.</summary>
    public static IReadOnlyList<TilePath> TilesFor(long index, long size) => TileHashes.Paths(SubtreeRange.OfInclusion(index, size), size);

    /// <summary>The path from the leaf's sibling up to the root's child; empty for the only entry of a tree.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The index is not below the size, or the size is above <see cref="TreeSize.Most"/>.</exception>
    public static IReadOnlyList<MerkleHash> Build(long index, long size, TileReader read) =>
        TileHashes.Read(SubtreeRange.OfInclusion(index, size), size, read);

    /// <summary>The path in a tree whose leaf hashes are all at hand, such as a committed list.</summary>
    public static IReadOnlyList<MerkleHash> Build(long index, IReadOnlyList<MerkleHash> leaves) =>
        SubtreeRange.OfInclusion(index, leaves.Count).ConvertAll(range =>
        {
            var builder = new EdgeBuilder(TreeEdge.Empty);
            for (var i = range.Start; i < range.Start + range.Count; i++) builder.Add(leaves[(int)i]);
            return builder.Root();
        });

    /// <summary>True if the path leads from this leaf hash at this index to the root of the tree of this size, and has no hash too many.</summary>
    public static bool Verify(MerkleHash leaf, long index, long size, IReadOnlyList<MerkleHash> path, MerkleHash root)
    {
        if (index < 0 || index >= size || size > TreeSize.Most) return false;
        var (node, last, hash) = (index, size - 1, leaf);
        foreach (var step in path)
        {
            if (last == 0) return false;
            if ((node & 1) == 1 || node == last)
            {
                hash = MerkleHash.Node(step, hash);
                for (; (node & 1) == 0 && node != 0; last >>= 1) node >>= 1;
            }
            else
            {
                hash = MerkleHash.Node(hash, step);
            }
            node >>= 1;
            last >>= 1;
        }
        return last == 0 && hash == root;
    }
}
