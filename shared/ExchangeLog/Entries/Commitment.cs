using System.Security.Cryptography;
using CreditShare.ExchangeLog.Merkle;

namespace CreditShare.ExchangeLog.Entries;

/// <summary>
/// HMAC-SHA-256(key, content): binds an entry to content that is kept elsewhere. The key, 32 random bytes, lies beside the content and is
/// erased with it; from then on the commitment tells nothing, and the log still verifies. Compared by value.
/// </summary>
public readonly record struct Commitment
{
    public const int Length = MerkleHash.Size;

    public const int KeyLength = 32;

    private readonly MerkleHash value;

    private Commitment(MerkleHash value) => this.value = value;

    /// <param name="key">32 bytes from a cryptographic source, used for this content only.</param>
    /// <param name="content">The content's canonical bytes.</param>
    /// <exception cref="ArgumentException">The key has not 32 bytes.</exception>
    public static Commitment Of(ReadOnlySpan<byte> key, ReadOnlySpan<byte> content)
    {
        if (key.Length != KeyLength) throw new ArgumentException("A commitment's key has 32 bytes.", nameof(key));
        Span<byte> code = stackalloc byte[Length];
        HMACSHA256.HashData(key, content, code);
        return FromBytes(code);
    }

    /// <exception cref="ArgumentException">There are not exactly 32 bytes.</exception>
    public static Commitment FromBytes(ReadOnlySpan<byte> bytes) => new(MerkleHash.FromBytes(bytes));

    /// <summary>True if this commits to that content under that key.</summary>
    public bool Matches(ReadOnlySpan<byte> key, ReadOnlySpan<byte> content) => Of(key, content) == this;

    public void CopyTo(Span<byte> destination) => value.CopyTo(destination);

    public string ToBase64() => value.ToBase64();

    public override string ToString() => ToBase64();
}
