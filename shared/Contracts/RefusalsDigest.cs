using System.Security.Cryptography;

namespace CreditShare.Contracts;

/// <summary>
/// SHA-256 over everything that a report of refusals says, each part with its length in front: the city, then id, instant, account (absent is not empty), route, status,
/// reason, number of like ones and since when of each. The city signs this, not the message's JSON.
/// </summary>
public static class RefusalsDigest
{
    private static readonly byte[] Domain = "creditshare/report-refusals/v1"u8.ToArray();

    public static byte[] Of(ReportRefusals message)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        DigestParts.Add(hash, Domain);
        DigestParts.Add(hash, message.City);
        DigestParts.Add(hash, message.Refusals.Count);
        foreach (var refusal in message.Refusals)
        {
            DigestParts.Add(hash, refusal.Id);
            DigestParts.Add(hash, refusal.At.ToUnixTimeMilliseconds());
            DigestParts.Add(hash, refusal.Account is null ? 0 : 1);
            DigestParts.Add(hash, refusal.Account ?? "");
            DigestParts.Add(hash, refusal.Route);
            DigestParts.Add(hash, refusal.Status);
            DigestParts.Add(hash, refusal.Reason);
            DigestParts.Add(hash, refusal.Repeated);
            DigestParts.Add(hash, refusal.Since?.ToUnixTimeMilliseconds() ?? 0);
        }
        return hash.GetHashAndReset();
    }
}
