using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CreditShare.ExchangeLog.Signing;

namespace CreditShare.Registry.Webhooks;

/// <summary>Signatures by Standard Webhooks 1.0.0: over <c>id.timestamp.body</c>, so that neither can be taken for another call.</summary>
internal static class WebhookSigning
{
    public const string PrivatePrefix = "whsk_";
    public const string PublicPrefix = "whpk_";
    public const string SecretPrefix = "whsec_";

    public const string SeedForm = "webhook key (whsk_…, 32 bytes)";
    public const string SecretForm = "webhook secret (whsec_…, 24 to 64 bytes)";

    /// <summary>Ed25519: <c>v1a,…</c>. Anyone with the public key can check it, and only we can make it.</summary>
    public static string Asymmetric(ReadOnlySpan<byte> seed, string id, DateTimeOffset at, string body) => $"v1a,{Convert.ToBase64String(Ed25519.Sign(seed, Message(id, at, body)))}";

    /// <summary>HMAC-SHA-256: <c>v1,…</c>, for receivers that know no other.</summary>
    public static string Symmetric(ReadOnlySpan<byte> secret, string id, DateTimeOffset at, string body) => $"v1,{Convert.ToBase64String(HMACSHA256.HashData(secret, Message(id, at, body)))}";

    /// <summary>Seconds since 1970, UTC.</summary>
    public static string Timestamp(DateTimeOffset at) => at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    /// <summary>The key that signs, out of its file; null if it holds none.</summary>
    public static byte[]? Seed(string text) => Read(text.Trim(), PrivatePrefix, Ed25519.SeedLength, Ed25519.SeedLength);

    /// <summary>A receiver's secret, out of its file; null if it holds none.</summary>
    public static byte[]? Secret(string text) => Read(text.Trim(), SecretPrefix, 24, 64);

    /// <summary>The bytes of a key or secret as it is written; null if it is not of that form.</summary>
    public static byte[]? Read(string text, string prefix, int shortest, int longest)
    {
        if (!text.StartsWith(prefix, StringComparison.Ordinal))
            return null;
        var bytes = new byte[longest + 3];
        return Convert.TryFromBase64String(text[prefix.Length..], bytes, out var length) && length >= shortest && length <= longest ? bytes[..length] : null;
    }

    private static byte[] Message(string id, DateTimeOffset at, string body) => Encoding.UTF8.GetBytes($"{id}.{Timestamp(at)}.{body}");
}
