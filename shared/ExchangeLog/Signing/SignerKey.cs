using System.Diagnostics.CodeAnalysis;

namespace CreditShare.ExchangeLog.Signing;

/// <summary>A secret key with its name and type. Immutable. Its <see cref="ToString"/> shows the public half only.</summary>
public sealed class SignerKey
{
    private const string Prefix = "PRIVATE+KEY+";

    private readonly byte[] seed;

    /// <param name="seed">32 bytes from a cryptographic source, used for this name and type only.</param>
    /// <exception cref="ArgumentException">The name is not one, or the seed has not 32 bytes.</exception>
    public SignerKey(string name, KeyType type, ReadOnlySpan<byte> seed)
    {
        this.seed = seed.ToArray();
        Verifier = new(name, type, Ed25519.PublicKey(seed));
    }

    /// <summary>The public half.</summary>
    public VerifierKey Verifier { get; }

    /// <summary>Reads <c>PRIVATE+KEY+name+hex(key id)+base64(type ‖ seed)</c>, the form of Go's note package, strictly.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out SignerKey? key)
    {
        key = null;
        if (!text.StartsWith(Prefix, StringComparison.Ordinal)) return false;
        if (!KeyText.TryRead(text[Prefix.Length..], out var name, out var id, out var type, out var seed)) return false;
        key = new(name, type, seed);
        if (key.Verifier.Id != id) key = null;
        return key is not null;
    }

    /// <summary>The text that <see cref="TryParse"/> reads. Secret: whoever has it signs as this key.</summary>
    public string ToSecretText() => Prefix + KeyText.Write(Verifier.Name, Verifier.Id, Verifier.Type, seed);

    public override string ToString() => Verifier.ToString();

    internal byte[] Sign(ReadOnlySpan<byte> message) => Ed25519.Sign(seed, message);
}
