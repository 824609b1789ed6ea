using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Unicode;
using CreditShare.ExchangeLog.Signing;

namespace CreditShare.ExchangeLog.Checkpoints;

/// <summary>
/// A text with its signatures (C2SP signed-note): UTF-8, no control characters but newline; the text, its last newline included, an empty
/// line, one line a signature. Immutable.
/// </summary>
public sealed class SignedNote
{
    /// <summary>The longest note that is read: 1 MiB.</summary>
    public const int MostBytes = 1 << 20;

    /// <summary>The most signatures that are read.</summary>
    public const int MostSignatures = 64;

    private const string Divider = "\n\n";

    /// <param name="text">Ends in a newline.</param>
    /// <exception cref="ArgumentException">The text does not end in a newline, or has another control character.</exception>
    public SignedNote(string text, IReadOnlyList<NoteSignature> signatures)
    {
        if (!text.EndsWith('\n')) throw new ArgumentException("A note's text ends in a newline.", nameof(text));
        if (HasControlCharacter(text)) throw new ArgumentException("A note's text has no control characters.", nameof(text));
        (Text, Signatures) = (text, signatures);
    }

    /// <summary>What is signed, as UTF-8: the text with its last newline, without the empty line.</summary>
    public string Text { get; }

    /// <summary>All signatures in their order, known or not, good or not.</summary>
    public IReadOnlyList<NoteSignature> Signatures { get; }

    /// <summary>A note signed by one key of type <see cref="KeyType.Note"/>.</summary>
    /// <exception cref="ArgumentException">The key is of another type, or the text is not a note's.</exception>
    public static SignedNote Sign(string text, SignerKey key)
    {
        var verifier = key.Verifier;
        if (verifier.Type != KeyType.Note) throw new ArgumentException("A witness's key signs cosignatures only.", nameof(key));
        return new(text, [new(verifier.Name, verifier.Id, key.Sign(Encoding.UTF8.GetBytes(text)))]);
    }

    /// <summary>The same note with one more signature at its end.</summary>
    public SignedNote With(NoteSignature signature) => new(Text, [.. Signatures, signature]);

    /// <summary>Reads a note without believing it; see <see cref="Verify"/>.</summary>
    public static bool TryParse(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out SignedNote? note, out NoteFault fault)
    {
        note = null;
        fault = Check(bytes);
        if (fault != NoteFault.None) return false;
        var all = Encoding.UTF8.GetString(bytes);
        var divide = all.LastIndexOf(Divider, StringComparison.Ordinal);
        var signatures = new List<NoteSignature>();
        fault = divide < 0 ? NoteFault.NoSignatures : ReadLines(all[(divide + Divider.Length)..], signatures);
        if (fault == NoteFault.None) note = new(all[..(divide + 1)], signatures);
        return note is not null;
    }

    /// <summary>
    /// Checks the signatures whose name and key id are those of a known key, each by its key's type; others are ignored. One that fails
    /// spoils the note, and there must be one at least.
    /// </summary>
    public NoteVerdict Verify(IReadOnlyCollection<VerifierKey> known)
    {
        var message = Encoding.UTF8.GetBytes(Text);
        var signers = new List<VerifierKey>();
        foreach (var signature in Signatures)
        {
            var candidates = known.Where(signature.IsBy).ToList();
            if (candidates.Count == 0) continue;
            if (candidates.Find(key => IsSigned(key, message, signature)) is not { } signer) return new(NoteFault.KnownKeyFails, []);
            if (!signers.Contains(signer)) signers.Add(signer);
        }
        return new(signers.Count == 0 ? NoteFault.NoKnownKey : NoteFault.None, signers);
    }

    /// <summary>The bytes as they are served and stored: UTF-8 without BOM.</summary>
    public byte[] Encode()
    {
        var all = new StringBuilder(Text).Append('\n');
        foreach (var signature in Signatures) all.Append(signature).Append('\n');
        return Encoding.UTF8.GetBytes(all.ToString());
    }

    public override string ToString() => Encoding.UTF8.GetString(Encode());

    internal static bool HasControlCharacter(string text) => text.Any(c => c < ' ' && c != '\n');

    private static bool IsSigned(VerifierKey key, byte[] message, NoteSignature signature) => key.Type switch
    {
        KeyType.Note => Ed25519.Verify(key.PublicKey.Span, message, signature.Signature.Span),
        KeyType.Cosignature => Cosignature.Verify(key, message, signature),
        _ => false,
    };

    private static NoteFault Check(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > MostBytes) return NoteFault.TooLong;
        if (!Utf8.IsValid(bytes)) return NoteFault.NotUtf8;
        foreach (var value in bytes)
        {
            if (value < ' ' && value != '\n') return NoteFault.ControlCharacter;
        }
        return NoteFault.None;
    }

    private static NoteFault ReadLines(string block, List<NoteSignature> signatures)
    {
        if (!block.EndsWith('\n')) return block.Length == 0 ? NoteFault.NoSignatures : NoteFault.SignatureLineMalformed;
        foreach (var line in block[..^1].Split('\n'))
        {
            if (signatures.Count == MostSignatures) return NoteFault.TooManySignatures;
            if (!NoteSignature.TryParse(line, out var signature)) return NoteFault.SignatureLineMalformed;
            signatures.Add(signature);
        }
        return NoteFault.None;
    }
}
