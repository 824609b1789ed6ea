using System.Security.Cryptography;

namespace CreditShare.Contracts;

/// <summary>SHA-256 over everything that a question about holdings says, each part with its length in front. The city signs this, not the message's JSON: its digest and its outcome enter the log.</summary>
public static class HoldingsDigest
{
    private static readonly byte[] Domain = "creditshare/compare-holdings/v1"u8.ToArray();

    public static byte[] Of(CompareHoldings message)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        DigestParts.Add(hash, Domain);
        DigestParts.Add(hash, message.City);
        DigestParts.Add(hash, message.Comparison);
        DigestParts.Add(hash, message.Round);
        DigestParts.Add(hash, message.Account);
        DigestParts.Add(hash, (long)message.Level);
        DigestParts.Add(hash, message.Records);
        DigestParts.Add(hash, message.Digest);
        DigestParts.Add(hash, message.Items.Count);
        foreach (var item in message.Items)
            DigestParts.Add(hash, item);
        DigestParts.Add(hash, message.Days.Count);
        foreach (var day in message.Days)
        {
            DigestParts.Add(hash, day.Item);
            DigestParts.Add(hash, day.Day.DayNumber);
        }
        DigestParts.Add(hash, message.SourceIds.Count);
        foreach (var id in message.SourceIds)
            DigestParts.Add(hash, id);
        DigestParts.Add(hash, message.Differences is null ? 0 : 1);
        DigestParts.Add(hash, message.Differences?.Missing ?? 0);
        DigestParts.Add(hash, message.Differences?.Extra ?? 0);
        DigestParts.Add(hash, message.Differences?.Different ?? 0);
        DigestParts.Add(hash, message.Differences?.More == true ? 1 : 0);
        return hash.GetHashAndReset();
    }
}
