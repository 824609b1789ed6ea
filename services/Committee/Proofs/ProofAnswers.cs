using CreditShare.ExchangeLog.Merkle;

namespace CreditShare.Committee.Proofs;

/// <summary>That an entry stands in the log, with all that is needed to check it.</summary>
/// <param name="Id">The entry's.</param>
/// <param name="Index">Its place, from 0.</param>
/// <param name="Size">Of the tree that it is proved in.</param>
/// <param name="Hashes">The inclusion path (RFC 6962), base64.</param>
/// <param name="Checkpoint">Of that size, with its signatures.</param>
/// <param name="File">The same as one text by C2SP tlog-proof: what a verifier reads.</param>
/// <param name="CommitKey">Base64; with it, whoever has the content can check it against the entry. Absent if there is no content or it was erased.</param>
/// <param name="Content">What the entry commits to, to the byte, base64; absent as the key.</param>
public sealed record InclusionAnswer(
    string Id, long Index, long Size, IReadOnlyList<string> Hashes, string Checkpoint, string File, string? CommitKey, string? Content);

/// <summary>That the tree of one size is the start of the tree of another.</summary>
/// <param name="From">The smaller size.</param>
/// <param name="To">The larger one.</param>
/// <param name="Hashes">The consistency proof (RFC 6962), base64.</param>
public sealed record ConsistencyAnswer(long From, long To, IReadOnlyList<string> Hashes)
{
    internal static ConsistencyAnswer Of(long from, long to, IReadOnlyList<MerkleHash> hashes) => new(from, to, [.. hashes.Select(hash => hash.ToBase64())]);
}
