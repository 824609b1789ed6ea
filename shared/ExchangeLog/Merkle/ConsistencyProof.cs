using System.Numerics;
using CreditShare.ExchangeLog.Tiles;

namespace CreditShare.ExchangeLog.Merkle;

/// <summary>Consistency proofs: that a tree is the start of a larger one (RFC 6962 section 2.1.2, RFC 9162 section 2.1.4).</summary>
public static class ConsistencyProof
{
    /// <summary>The tiles of the new size that the proof needs: to be fetched before <see cref="Build"/>.</summary>
    public static IReadOnlyList<TilePath> TilesFor(long oldSize, long newSize) =>
        TileHashes.Paths(SubtreeRange.OfConsistency(oldSize, newSize), newSize);

    /// <summary>The proof, read from tiles of the new size; empty from size 0 and between equal sizes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The old size is negative or above the new one, or that above <see cref="TreeSize.Most"/>.</exception>
    public static IReadOnlyList<MerkleHash> Build(long oldSize, long newSize, TileReader read) =>
        TileHashes.Read(SubtreeRange.OfConsistency(oldSize, newSize), newSize, read);

    /// <summary>True if the proof, with no hash too many, shows that the new tree starts with the old one.</summary>
    public static bool Verify(long oldSize, MerkleHash oldRoot, long newSize, MerkleHash newRoot, IReadOnlyList<MerkleHash> path)
    {
        if (oldSize < 0 || oldSize > newSize || newSize > TreeSize.Most) return false;
        if (oldSize == newSize) return path.Count == 0 && oldRoot == newRoot;
        if (oldSize == 0) return path.Count == 0 && oldRoot == MerkleHash.Empty;
        if (path.Count == 0) return false;
        return BitOperations.IsPow2(oldSize)
            ? Climb(oldSize, oldRoot, newSize, newRoot, oldRoot, path)
            : Climb(oldSize, oldRoot, newSize, newRoot, path[0], path.Skip(1));
    }

    private static bool Climb(
        long oldSize, MerkleHash oldRoot, long newSize, MerkleHash newRoot, MerkleHash start, IEnumerable<MerkleHash> steps)
    {
        var (node, last) = (oldSize - 1, newSize - 1);
        for (; (node & 1) == 1; last >>= 1) node >>= 1;
        var (oldHash, newHash) = (start, start);
        foreach (var step in steps)
        {
            if (last == 0) return false;
            if ((node & 1) == 1 || node == last)
            {
                oldHash = MerkleHash.Node(step, oldHash);
                newHash = MerkleHash.Node(step, newHash);
                for (; (node & 1) == 0 && node != 0; last >>= 1) node >>= 1;
            }
            else
            {
                newHash = MerkleHash.Node(newHash, step);
            }
            node >>= 1;
            last >>= 1;
        }
        return last == 0 && oldHash == oldRoot && newHash == newRoot;
    }
}
