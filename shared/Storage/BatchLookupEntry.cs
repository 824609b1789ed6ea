using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using CreditShare.ExchangeLog.Entries;
using CreditShare.ExchangeLog.Merkle;
using CreditShare.ExchangeLog.Proofs;

namespace CreditShare.Storage;

/// <summary>
/// The one entry of a lookup of many. It commits three times: to the codes (<c>list</c>), to the answers in the same order (<c>detail.answers</c>, a Merkle root as that of the list), each of which can be
/// proved without the others; and to <see cref="BatchLookupContent"/>, from which all are computed again.
/// </summary>
public static class BatchLookupEntry
{
    /// <summary>The key from which the salts of a call come and under which its entry commits.</summary>
    public static byte[] NewKey() => RandomNumberGenerator.GetBytes(Commitment.KeyLength);

    /// <param name="entry">Who, when, for which purpose and case; its detail is added to.</param>
    /// <param name="key">See <see cref="NewKey"/>.</param>
    /// <param name="content">What was answered.</param>
    public static StagedEntry Make(LogEntry entry, byte[] key, BatchLookupContent content)
    {
        var codes = content.Items.Select((item, place) => ListCommitment.Leaf(ListSalts.OfCode(key, place), item.Code)).ToArray();
        var answers = content.Items.Select(item => MerkleHash.Parse(item.Answer)).ToArray();
        return StagedEntries.Committing(
            entry with
            {
                Kind = EntryKind.BatchLookupAnswered,
                Outcome = "answered",
                List = ListCommitment.Of(codes),
                Detail = entry.Detail
                    .Add(AnswerProof.AnswersFact, ListCommitment.Of(answers).Root.ToBase64())
                    .Add("found", content.Items.Count(item => item.IsFound).ToString(CultureInfo.InvariantCulture)),
            },
            BatchLookupContent.Write(content), key) with { Named = [.. content.Items.Select(item => item.Code)] };
    }

    /// <summary>The root over the answers; null if the entry is not one of a lookup of many.</summary>
    public static MerkleHash? AnswersRoot(LogEntry entry) =>
        entry.Kind == EntryKind.BatchLookupAnswered && MerkleHash.TryParse(entry.Detail.GetValueOrDefault(AnswerProof.AnswersFact) ?? "", out var root) ? root : null;
}
