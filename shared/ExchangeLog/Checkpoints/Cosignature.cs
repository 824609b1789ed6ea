using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using CreditShare.ExchangeLog.Signing;

namespace CreditShare.ExchangeLog.Checkpoints;

/// <summary>
/// A witness's statement that at a time a checkpoint was of the largest consistent tree it had seen for that origin: C2SP
/// tlog-cosignature, Ed25519 form, version 1. In the note it is uint64 POSIX seconds, big-endian, and the 64-byte signature.
/// </summary>
public static class Cosignature
{
    private const int TimeLength = 8;
    private const string Header = "cosignature/v1\ntime ";

    /// <param name="witness">A key of type <see cref="KeyType.Cosignature"/>.</param>
    /// <param name="checkpoint">The checkpoint as the witness itself writes it, never the bytes that it was sent.</param>
    /// <param name="time">UTC; whole seconds count. After 1970-01-01.</param>
    /// <exception cref="ArgumentException">The key is of another type, or the time not after 1970-01-01.</exception>
    public static NoteSignature Sign(SignerKey witness, Checkpoint checkpoint, DateTimeOffset time)
    {
        var verifier = witness.Verifier;
        if (verifier.Type != KeyType.Cosignature) throw new ArgumentException("Not a witness's key.", nameof(witness));
        var seconds = time.ToUnixTimeSeconds();
        ArgumentOutOfRangeException.ThrowIfLessThan(seconds, 1, nameof(time));
        var bytes = new byte[TimeLength + Ed25519.SignatureLength];
        BinaryPrimitives.WriteInt64BigEndian(bytes, seconds);
        witness.Sign(Message(seconds, Encoding.UTF8.GetBytes(checkpoint.ToText()))).CopyTo(bytes, TimeLength);
        return new(verifier.Name, verifier.Id, bytes);
    }

    /// <summary>True if the line is of this witness and its signature holds for the checkpoint and the time in the line.</summary>
    public static bool Verify(VerifierKey witness, Checkpoint checkpoint, NoteSignature signature) =>
        witness.Type == KeyType.Cosignature
        && signature.IsBy(witness)
        && Verify(witness, Encoding.UTF8.GetBytes(checkpoint.ToText()), signature);

    /// <summary>POSIX seconds of a cosignature, not verified; false if the bytes are none or the time is 0 or 2^63 and above.</summary>
    public static bool TryReadTime(NoteSignature signature, out long seconds)
    {
        seconds = 0;
        if (signature.Signature.Length != TimeLength + Ed25519.SignatureLength) return false;
        seconds = BinaryPrimitives.ReadInt64BigEndian(signature.Signature.Span);
        return seconds > 0;
    }

    internal static bool Verify(VerifierKey witness, ReadOnlySpan<byte> text, NoteSignature signature) =>
        TryReadTime(signature, out var seconds)
        && Ed25519.Verify(witness.PublicKey.Span, Message(seconds, text), signature.Signature.Span[TimeLength..]);

    private static byte[] Message(long seconds, ReadOnlySpan<byte> text) =>
        [.. Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Header}{seconds}\n")), .. text];
}
