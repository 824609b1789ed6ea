using System.Text;
using CreditShare.ExchangeLog.Merkle;

namespace CreditShare.ExchangeLog.Entries;

/// <summary>
/// Commits to a list of codes so that one can be shown (<see cref="InclusionProof"/>) without the others: the number of codes and the
/// Merkle root over leaves of 16 random bytes and the code.
/// </summary>
/// <param name="Count">Number of codes.</param>
/// <param name="Root">Root over <see cref="Leaf(Blind, string)"/> of each code, in order.</param>
public sealed record ListCommitment(long Count, MerkleHash Root)
{
    public static ListCommitment Of(ReadOnlySpan<MerkleHash> leaves) => new(leaves.Length, TreeEdge.Empty.Append(leaves).Root());

    /// <summary>The leaf of one code: the hash of salt ‖ code in UTF-8.</summary>
    /// <param name="salt">Random bytes for this code alone: without them a code could be found by trying.</param>
    public static MerkleHash Leaf(Blind salt, string code) => Leaf(salt, Encoding.UTF8.GetBytes(code));

    /// <summary>The leaf of anything: the hash of salt ‖ content. The answers to a list are committed to in the same way as its codes.</summary>
    public static MerkleHash Leaf(Blind salt, ReadOnlySpan<byte> content)
    {
        var bytes = new byte[Blind.Length + content.Length];
        salt.CopyTo(bytes);
        content.CopyTo(bytes.AsSpan(Blind.Length));
        return MerkleHash.Leaf(bytes);
    }
}
