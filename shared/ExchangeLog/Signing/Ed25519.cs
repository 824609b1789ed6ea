using Curve = Org.BouncyCastle.Math.EC.Rfc8032.Ed25519;

namespace CreditShare.ExchangeLog.Signing;

/// <summary>Ed25519 (RFC 8032) over Bouncy Castle. Signatures are deterministic. Every member may be called from many threads at once.</summary>
public static class Ed25519
{
    public const int SeedLength = 32;
    public const int PublicKeyLength = 32;
    public const int SignatureLength = 64;

    /// <exception cref="ArgumentException">The seed has not 32 bytes.</exception>
    public static byte[] PublicKey(ReadOnlySpan<byte> seed)
    {
        CheckLength(seed, SeedLength, nameof(seed));
        var key = new byte[PublicKeyLength];
        Curve.GeneratePublicKey(seed.ToArray(), 0, key, 0);
        return key;
    }

    /// <exception cref="ArgumentException">The seed has not 32 bytes.</exception>
    public static byte[] Sign(ReadOnlySpan<byte> seed, ReadOnlySpan<byte> message)
    {
        CheckLength(seed, SeedLength, nameof(seed));
        var signature = new byte[SignatureLength];
        Curve.Sign(seed.ToArray(), 0, message.ToArray(), 0, message.Length, signature, 0);
        return signature;
    }

    /// <summary>False for a signature or key of the wrong length, too.</summary>
    public static bool Verify(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) =>
        publicKey.Length == PublicKeyLength
        && signature.Length == SignatureLength
        && Curve.Verify(signature.ToArray(), 0, publicKey.ToArray(), 0, message.ToArray(), 0, message.Length);

    private static void CheckLength(ReadOnlySpan<byte> bytes, int length, string name)
    {
        if (bytes.Length != length) throw new ArgumentException($"{length} bytes are needed, not {bytes.Length}.", name);
    }
}
