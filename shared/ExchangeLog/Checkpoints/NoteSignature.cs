using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using CreditShare.ExchangeLog.Signing;

namespace CreditShare.ExchangeLog.Checkpoints;

/// <summary>One signature line of a note: <c>— name base64(key id ‖ signature)</c>, the dash being U+2014.</summary>
/// <param name="Name">Name of the key.</param>
/// <param name="KeyId">See <see cref="Signing.KeyName.Id"/>.</param>
/// <param name="Signature">What follows the id: 64 bytes of a note's Ed25519 key, 72 of a witness's.</param>
public sealed record NoteSignature(string Name, uint KeyId, ReadOnlyMemory<byte> Signature)
{
    private const string Dash = "— ";
    private const int IdLength = 4;

    /// <summary>Reads a line without its newline, strictly.</summary>
    public static bool TryParse(string line, [NotNullWhen(true)] out NoteSignature? signature)
    {
        signature = null;
        if (!line.StartsWith(Dash, StringComparison.Ordinal)) return false;
        if (line[Dash.Length..].Split(' ') is not [var name, var base64] || !KeyName.IsValid(name)) return false;
        if (!StrictBase64.TryDecode(base64, out var bytes) || bytes.Length <= IdLength) return false;
        signature = new(name, BinaryPrimitives.ReadUInt32BigEndian(bytes), bytes.AsMemory(IdLength));
        return true;
    }

    /// <summary>The line, without a newline.</summary>
    public override string ToString()
    {
        var bytes = new byte[IdLength + Signature.Length];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, KeyId);
        Signature.CopyTo(bytes.AsMemory(IdLength));
        return $"{Dash}{Name} {Convert.ToBase64String(bytes)}";
    }

    internal bool IsBy(VerifierKey key) => KeyId == key.Id && string.Equals(Name, key.Name, StringComparison.Ordinal);
}
