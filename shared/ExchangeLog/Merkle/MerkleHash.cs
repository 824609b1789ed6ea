using System.Buffers;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace CreditShare.ExchangeLog.Merkle;

/// <summary>
/// A SHA-256 value of the tree: a leaf, an inner node or a root (RFC 6962 section 2.1, RFC 9162 section 2.1).
/// 32 bytes held in place, compared by value. The default value is 32 zero bytes, which no tree has.
/// </summary>
public readonly record struct MerkleHash
{
    /// <summary>Length in bytes.</summary>
    public const int Size = 32;

    private const byte LeafPrefix = 0;
    private const byte NodePrefix = 1;
    private const int StackLimit = 1024;

    private readonly ulong first;
    private readonly ulong second;
    private readonly ulong third;
    private readonly ulong fourth;

    private MerkleHash(ReadOnlySpan<byte> bytes)
    {
        first = MemoryMarshal.Read<ulong>(bytes);
        second = MemoryMarshal.Read<ulong>(bytes[8..]);
        third = MemoryMarshal.Read<ulong>(bytes[16..]);
        fourth = MemoryMarshal.Read<ulong>(bytes[24..]);
    }

    /// <summary>The root of no entries: SHA-256 of the empty string.</summary>
    public static MerkleHash Empty { get; } = FromBytes(SHA256.HashData([]));

    /// <summary>Takes the 32 bytes as they are.</summary>
    /// <exception cref="ArgumentException">There are not exactly 32 bytes.</exception>
    public static MerkleHash FromBytes(ReadOnlySpan<byte> bytes) =>
        bytes.Length == Size ? new(bytes) : throw new ArgumentException($"A hash has {Size} bytes, not {bytes.Length}.", nameof(bytes));

    /// <summary>SHA-256(0x00 ‖ entry).</summary>
    public static MerkleHash Leaf(ReadOnlySpan<byte> entry)
    {
        if (entry.Length < StackLimit) return Prefixed(stackalloc byte[entry.Length + 1], entry);
        var rented = ArrayPool<byte>.Shared.Rent(entry.Length + 1);
        var hash = Prefixed(rented.AsSpan(0, entry.Length + 1), entry);
        ArrayPool<byte>.Shared.Return(rented);
        return hash;
    }

    /// <summary>SHA-256(0x01 ‖ left ‖ right).</summary>
    public static MerkleHash Node(in MerkleHash left, in MerkleHash right)
    {
        Span<byte> input = stackalloc byte[1 + (2 * Size)];
        input[0] = NodePrefix;
        left.CopyTo(input[1..]);
        right.CopyTo(input[(1 + Size)..]);
        return Sha256(input);
    }

    /// <summary>Reads base64 with padding; white space, missing padding and stray last bits are refused.</summary>
    public static bool TryParse(string text, out MerkleHash hash)
    {
        var ok = StrictBase64.TryDecode(text, out var bytes) && bytes.Length == Size;
        hash = ok ? new(bytes) : default;
        return ok;
    }

    /// <summary>As <see cref="TryParse"/>, for text that is known to be good.</summary>
    /// <exception cref="FormatException">The text is not the base64 of 32 bytes.</exception>
    public static MerkleHash Parse(string text) =>
        TryParse(text, out var hash) ? hash : throw new FormatException("Not the base64 of 32 bytes.");

    /// <summary>Writes the 32 bytes to the start of the destination, which must hold them.</summary>
    public void CopyTo(Span<byte> destination) => MemoryMarshal.Write(destination, in this);

    public byte[] ToArray()
    {
        var bytes = new byte[Size];
        CopyTo(bytes);
        return bytes;
    }

    public string ToBase64()
    {
        Span<byte> bytes = stackalloc byte[Size];
        CopyTo(bytes);
        return Convert.ToBase64String(bytes);
    }

    /// <summary>Lowercase hexadecimal.</summary>
    public string ToHex() => Convert.ToHexStringLower(ToArray());

    public override string ToString() => ToBase64();

    internal static MerkleHash Sha256(ReadOnlySpan<byte> input)
    {
        Span<byte> output = stackalloc byte[Size];
        SHA256.HashData(input, output);
        return new(output);
    }

    private static MerkleHash Prefixed(Span<byte> input, ReadOnlySpan<byte> entry)
    {
        input[0] = LeafPrefix;
        entry.CopyTo(input[1..]);
        return Sha256(input);
    }
}
