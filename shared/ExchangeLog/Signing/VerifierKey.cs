using System.Diagnostics.CodeAnalysis;

namespace CreditShare.ExchangeLog.Signing;

/// <summary>A public key with its name and type: a vkey of C2SP signed-note. Immutable; compared by its text.</summary>
public sealed class VerifierKey : IEquatable<VerifierKey>
{
    private readonly byte[] publicKey;

    /// <exception cref="ArgumentException">The name is not one, or the key has not 32 bytes.</exception>
    public VerifierKey(string name, KeyType type, ReadOnlySpan<byte> publicKey)
    {
        if (!KeyName.IsValid(name)) throw new ArgumentException("Not a key's name.", nameof(name));
        if (publicKey.Length != Ed25519.PublicKeyLength) throw new ArgumentException("Not an Ed25519 key.", nameof(publicKey));
        this.publicKey = publicKey.ToArray();
        (Name, Type, Id) = (name, type, KeyName.Id(name, type, publicKey));
    }

    public string Name { get; }

    public KeyType Type { get; }

    /// <summary>See <see cref="KeyName.Id"/>. Short: two keys may share it, so it chooses a key and proves nothing.</summary>
    public uint Id { get; }

    public ReadOnlyMemory<byte> PublicKey => publicKey;

    /// <summary>Reads a vkey strictly; false if its id is not that of its name, type and key, or its type unknown.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out VerifierKey? key)
    {
        key = KeyText.TryRead(text, out var name, out var id, out var type, out var bytes) ? new(name, type, bytes) : null;
        if (key?.Id != id) key = null;
        return key is not null;
    }

    /// <summary>As <see cref="TryParse"/>, for text that is known to be good.</summary>
    /// <exception cref="FormatException">The text is not a vkey.</exception>
    public static VerifierKey Parse(string text) => TryParse(text, out var key) ? key : throw new FormatException("Not a verifier key.");

    /// <summary>The vkey text.</summary>
    public override string ToString() => KeyText.Write(Name, Id, Type, publicKey);

    public bool Equals(VerifierKey? other) => other is not null && string.Equals(ToString(), other.ToString(), StringComparison.Ordinal);

    public override bool Equals(object? obj) => Equals(obj as VerifierKey);

    public override int GetHashCode() => HashCode.Combine(Name, Id);
}
