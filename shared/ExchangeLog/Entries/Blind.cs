using System.Runtime.InteropServices;

namespace CreditShare.ExchangeLog.Entries;

/// <summary>
/// 16 random bytes of an entry. Leaf hashes are open to all: without it anyone could test a guess (this agency, that company, this second)
/// against them. Compared by value.
/// </summary>
public readonly record struct Blind
{
    public const int Length = 16;

    private readonly UInt128 value;

    private Blind(UInt128 value) => this.value = value;

    /// <param name="random">16 bytes from a cryptographic source, used once.</param>
    /// <exception cref="ArgumentException">There are not exactly 16 bytes.</exception>
    public static Blind FromBytes(ReadOnlySpan<byte> random) =>
        random.Length == Length ? new(MemoryMarshal.Read<UInt128>(random)) : throw new ArgumentException("A blind has 16 bytes.", nameof(random));

    public byte[] ToArray()
    {
        var bytes = new byte[Length];
        CopyTo(bytes);
        return bytes;
    }

    /// <summary>Writes the 16 bytes to the start of the destination.</summary>
    public void CopyTo(Span<byte> destination) => MemoryMarshal.Write(destination, in value);

    public override string ToString() => Convert.ToBase64String(ToArray());
}
