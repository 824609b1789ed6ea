using System.Security.Cryptography;

namespace CreditShare.Contracts;

/// <summary>SHA-256 over everything that a witness's answer says, each part with its length in front. The city signs this, not the message's JSON.</summary>
public static class AnswerDigest
{
    private static readonly byte[] Domain = "creditshare/checkpoint-answered/v1"u8.ToArray();

    public static byte[] Of(CheckpointAnswered message)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        DigestParts.Add(hash, Domain);
        DigestParts.Add(hash, message.City);
        DigestParts.Add(hash, message.Request);
        DigestParts.Add(hash, message.Status);
        DigestParts.Add(hash, message.ContentType is null ? 0 : 1);
        DigestParts.Add(hash, message.ContentType ?? "");
        DigestParts.Add(hash, message.Body);
        return hash.GetHashAndReset();
    }
}
