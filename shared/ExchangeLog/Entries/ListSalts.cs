using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace CreditShare.ExchangeLog.Entries;

/// <summary>
/// The salts of a committed list, derived from the key of the entry's commitment instead of kept one by one: the first 16 bytes of HMAC-SHA-256(key, word ‖ 0x00 ‖ place as
/// four bytes, big-endian). One salt tells nothing of the key or of another, and with the key all are gone.
/// </summary>
public static class ListSalts
{
    /// <summary>Of the leaf of the code at a place of the list, from 0.</summary>
    public static Blind OfCode(ReadOnlySpan<byte> key, int place) => Of(key, "code", place);

    /// <summary>Of the leaf of the answer about the code at a place of the list, from 0.</summary>
    public static Blind OfAnswer(ReadOnlySpan<byte> key, int place) => Of(key, "answer", place);

    private static Blind Of(ReadOnlySpan<byte> key, string word, int place)
    {
        Span<byte> message = stackalloc byte[16];
        var length = Encoding.ASCII.GetBytes(word, message) + 1;
        BinaryPrimitives.WriteInt32BigEndian(message[length..], place);
        Span<byte> code = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, message[..(length + sizeof(int))], code);
        return Blind.FromBytes(code[..Blind.Length]);
    }
}
