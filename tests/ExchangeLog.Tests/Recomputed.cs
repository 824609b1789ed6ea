using System.Security.Cryptography;
using CreditShare.ExchangeLog.Merkle;

namespace CreditShare.ExchangeLog.Tests;

/// <summary>RFC 6962 section 2.1 word for word, recursive and slow: what the quick code is held against.</summary>
internal static class Recomputed
{
    public static MerkleHash Root(ReadOnlySpan<MerkleHash> leaves)
    {
        if (leaves.Length == 0) return MerkleHash.FromBytes(SHA256.HashData([]));
        if (leaves.Length == 1) return leaves[0];
        var k = Split(leaves.Length);
        return Node(Root(leaves[..k]), Root(leaves[k..]));
    }

    public static List<MerkleHash> Path(int m, ReadOnlySpan<MerkleHash> leaves)
    {
        if (leaves.Length == 1) return [];
        var k = Split(leaves.Length);
        return m < k ? [.. Path(m, leaves[..k]), Root(leaves[k..])] : [.. Path(m - k, leaves[k..]), Root(leaves[..k])];
    }

    public static List<MerkleHash> Proof(int m, ReadOnlySpan<MerkleHash> leaves, bool whole = true)
    {
        if (m == leaves.Length) return whole ? [] : [Root(leaves)];
        var k = Split(leaves.Length);
        return m <= k ? [.. Proof(m, leaves[..k], whole), Root(leaves[k..])] : [.. Proof(m - k, leaves[k..], false), Root(leaves[..k])];
    }

    private static int Split(int n)
    {
        var k = 1;
        while (k * 2 < n) k *= 2;
        return k;
    }

    private static MerkleHash Node(MerkleHash left, MerkleHash right) =>
        MerkleHash.FromBytes(SHA256.HashData([1, .. left.ToArray(), .. right.ToArray()]));
}
