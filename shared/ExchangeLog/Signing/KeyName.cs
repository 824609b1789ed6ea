using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace CreditShare.ExchangeLog.Signing;

/// <summary>Names of keys and the ids made from them (C2SP signed-note).</summary>
public static class KeyName
{
    /// <summary>True for a name without white space, control characters and plus that is not empty.</summary>
    public static bool IsValid(string name) =>
        name.Length > 0 && !name.Any(c => c == '+' || char.IsWhiteSpace(c) || char.IsControl(c)) && IsWellFormed(name);

    /// <summary>The first 4 bytes, big-endian, of SHA-256(name ‖ 0x0A ‖ type ‖ public key).</summary>
    public static uint Id(string name, KeyType type, ReadOnlySpan<byte> publicKey) =>
        BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData([.. Encoding.UTF8.GetBytes(name), (byte)'\n', (byte)type, .. publicKey]));

    // A lone surrogate would become a replacement character in UTF-8, and two names the same bytes.
    private static bool IsWellFormed(string name) => name.EnumerateRunes().All(rune => rune != Rune.ReplacementChar);
}
