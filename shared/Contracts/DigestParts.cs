using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace CreditShare.Contracts;

/// <summary>The parts of what is signed, so written that no two messages write the same: a length before each text, eight bytes a number.</summary>
internal static class DigestParts
{
    public static void Add(IncrementalHash hash, string text) => Add(hash, Encoding.UTF8.GetBytes(text));

    public static void Add(IncrementalHash hash, long number)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(bytes, number);
        hash.AppendData(bytes);
    }

    public static void Add(IncrementalHash hash, byte[] bytes)
    {
        Add(hash, bytes.Length);
        hash.AppendData(bytes);
    }
}
