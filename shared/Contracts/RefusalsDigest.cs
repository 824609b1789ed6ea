using System.Security.Cryptography;

namespace CreditShare.Contracts;

/// <summary>
/// SHA-256 over everything that a report of refusals says, each part with its length in front: the city, then id, instant, account (absent is not empty), route, status,
/// reason, number of like ones and since when of each, and behind them the caller's city and agency. The city signs this, not the message's JSON.
/// </summary>
public static class RefusalsDigest
{
    private static readonly byte[] Domain = "creditshare/report-refusals/v2"u8.ToArray();

    // What a city says that knows of no city and agency of a caller. It covers all of a message that names none.
    private static readonly byte[] WithoutCallers = "creditshare/report-refusals/v1"u8.ToArray();

    public static byte[] Of(ReportRefusals message)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var named = message.Refusals.Any(refusal => refusal.City is not null || refusal.Agency is not null);
        DigestParts.Add(hash, named ? Domain : WithoutCallers);
        DigestParts.Add(hash, message.City);
        DigestParts.Add(hash, message.Refusals.Count);
        foreach (var refusal in message.Refusals)
        {
            DigestParts.Add(hash, refusal.Id);
            DigestParts.Add(hash, refusal.At.ToUnixTimeMilliseconds());
            AddOrNone(hash, refusal.Account);
            DigestParts.Add(hash, refusal.Route);
            DigestParts.Add(hash, refusal.Status);
            DigestParts.Add(hash, refusal.Reason);
            DigestParts.Add(hash, refusal.Repeated);
            DigestParts.Add(hash, refusal.Since?.ToUnixTimeMilliseconds() ?? 0);
            if (!named)
                continue;
            AddOrNone(hash, refusal.City);
            AddOrNone(hash, refusal.Agency);
        }
        return hash.GetHashAndReset();
    }

    private static void AddOrNone(IncrementalHash hash, string? text)
    {
        DigestParts.Add(hash, text is null ? 0 : 1);
        DigestParts.Add(hash, text ?? "");
    }
}
