using System.Security.Cryptography;

namespace CreditShare.Contracts;

/// <summary>
/// SHA-256 over everything a chunk says, each part with its length in front, so that no two chunks share a digest:
/// city, batch, chunk, account, received at, then line, order, content and faults of each record. The city signs this, not the message's JSON.
/// </summary>
public static class SubmissionDigest
{
    private static readonly byte[] Domain = "creditshare/submit-records/v1"u8.ToArray();

    public static byte[] Of(SubmitRecords message)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        DigestParts.Add(hash, Domain);
        DigestParts.Add(hash, message.City);
        DigestParts.Add(hash, message.Batch);
        DigestParts.Add(hash, message.Chunk);
        DigestParts.Add(hash, message.Account);
        DigestParts.Add(hash, message.ReceivedAt.ToUnixTimeMilliseconds());
        DigestParts.Add(hash, message.Records.Count);
        foreach (var record in message.Records)
        {
            DigestParts.Add(hash, record.Line);
            DigestParts.Add(hash, record.Order);
            DigestParts.Add(hash, record.Content);
            DigestParts.Add(hash, record.Faults ?? []);
        }
        return hash.GetHashAndReset();
    }
}
