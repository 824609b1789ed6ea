using System.Security.Cryptography;

namespace CreditShare.Contracts;

/// <summary>SHA-256 over the bytes of a message that a city sets aside, each part with its length in front. The city signs this, to know the message again when it is sent again.</summary>
public static class SetAsideDigest
{
    private static readonly byte[] Domain = "creditshare/set-aside/v1"u8.ToArray();

    public static byte[] Of(string city, byte[] body)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        DigestParts.Add(hash, Domain);
        DigestParts.Add(hash, city);
        DigestParts.Add(hash, body);
        return hash.GetHashAndReset();
    }
}
