using CreditShare.ExchangeLog.Entries;
using CreditShare.ExchangeLog.Merkle;

namespace CreditShare.ExchangeLog.Proofs;

/// <summary>
/// That one code stood in the list of a lookup of many, and that one answer was given about it, without a word of the others. To be checked beside the <see cref="ProofFile"/> of the entry.
/// All but the place is base64.
/// </summary>
/// <param name="Place">Of the code in the list, from 0.</param>
/// <param name="CodeSalt">16 bytes in front of the code in its leaf.</param>
/// <param name="CodePath">From the code's leaf to the root that the entry's <c>list</c> states.</param>
/// <param name="AnswerSalt">16 bytes in front of the answer's bytes in its leaf.</param>
/// <param name="AnswerPath">From the answer's leaf to the root that the entry's <c>detail.answers</c> states.</param>
public sealed record AnswerProof(long Place, string CodeSalt, IReadOnlyList<string> CodePath, string AnswerSalt, IReadOnlyList<string> AnswerPath)
{
    /// <summary>Name of the fact in an entry's detail that holds the root over the answers, base64.</summary>
    public const string AnswersFact = "answers";

    /// <param name="key">Of the entry's commitment.</param>
    /// <param name="place">Of the code.</param>
    /// <param name="codes">All codes of the list, in order.</param>
    /// <param name="answers">The leaves of all answers, in the same order.</param>
    public static AnswerProof Build(byte[] key, int place, IReadOnlyList<string> codes, IReadOnlyList<MerkleHash> answers)
    {
        var leaves = codes.Select((code, i) => ListCommitment.Leaf(ListSalts.OfCode(key, i), code)).ToList();
        return new(
            place, ListSalts.OfCode(key, place).ToString(), Text(InclusionProof.Build(place, leaves)),
            ListSalts.OfAnswer(key, place).ToString(), Text(InclusionProof.Build(place, answers)));
    }

    /// <summary>Whether the entry commits to this code and to this answer at this place.</summary>
    /// <param name="entry">Proved to stand in the log.</param>
    /// <param name="code">The code.</param>
    /// <param name="answer">The answer, to the byte.</param>
    public bool Verify(LogEntry entry, string code, ReadOnlySpan<byte> answer)
    {
        if (entry.List is not { } list || !MerkleHash.TryParse(entry.Detail.GetValueOrDefault(AnswersFact) ?? "", out var root)
            || !TrySalt(CodeSalt, out var codeSalt) || !TrySalt(AnswerSalt, out var answerSalt) || !TryPath(CodePath, out var codePath) || !TryPath(AnswerPath, out var answerPath))
            return false;
        return InclusionProof.Verify(ListCommitment.Leaf(codeSalt, code), Place, list.Count, codePath, list.Root)
            && InclusionProof.Verify(ListCommitment.Leaf(answerSalt, answer), Place, list.Count, answerPath, root);
    }

    private static bool TrySalt(string text, out Blind salt)
    {
        var right = StrictBase64.TryDecode(text, out var bytes) && bytes!.Length == Blind.Length;
        salt = right ? Blind.FromBytes(bytes) : default;
        return right;
    }

    private static bool TryPath(IReadOnlyList<string> texts, out MerkleHash[] path)
    {
        path = new MerkleHash[texts.Count];
        for (var i = 0; i < path.Length; i++)
        {
            if (!MerkleHash.TryParse(texts[i], out path[i]))
                return false;
        }
        return true;
    }

    private static List<string> Text(IReadOnlyList<MerkleHash> path) => [.. path.Select(hash => hash.ToBase64())];
}
