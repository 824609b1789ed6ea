using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using CreditShare.ExchangeLog.Merkle;
using CreditShare.ExchangeLog.Signing;

namespace CreditShare.ExchangeLog.Checkpoints;

/// <summary>
/// What a log commits to: which log, how many entries, which root (C2SP tlog-checkpoint). The text is three lines: origin, size in decimal,
/// base64 of the root. There is no time in it: freshness comes from cosignatures.
/// </summary>
/// <param name="Origin">Name of the log and of its key; one line, not empty.</param>
/// <param name="Size">Number of entries, 0 to 2^62.</param>
/// <param name="Root">Root of the tree of that size.</param>
public sealed record Checkpoint(string Origin, long Size, MerkleHash Root)
{
    private const int Lines = 3;

    /// <summary>Reads a checkpoint's text strictly: it is accepted only if <see cref="ToText"/> gives the same bytes again.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out Checkpoint? checkpoint, out CheckpointFault fault)
    {
        checkpoint = null;
        fault = Read(text, out var origin, out var size, out var root);
        if (fault == CheckpointFault.None) checkpoint = new(origin, size, root);
        return checkpoint is not null;
    }

    /// <summary>The text, its last newline included: what is signed.</summary>
    public string ToText() => string.Create(CultureInfo.InvariantCulture, $"{Origin}\n{Size}\n{Root.ToBase64()}\n");

    /// <summary>The checkpoint as a note signed by the log.</summary>
    /// <exception cref="ArgumentException">The key's name is not the origin, or its type is not <see cref="KeyType.Note"/>.</exception>
    public SignedNote Sign(SignerKey log)
    {
        if (!string.Equals(log.Verifier.Name, Origin, StringComparison.Ordinal))
            throw new ArgumentException($"The key {log.Verifier.Name} does not sign for {Origin}.", nameof(log));
        return SignedNote.Sign(ToText(), log);
    }

    private static CheckpointFault Read(string text, out string origin, out long size, out MerkleHash root)
    {
        (origin, size, root) = ("", 0, default);
        var lines = text.Split('\n');
        if (lines.Length <= Lines || lines[^1].Length > 0 || SignedNote.HasControlCharacter(text)) return CheckpointFault.LinesMalformed;
        if (lines[0].Length == 0) return CheckpointFault.OriginEmpty;
        if (!StrictDecimal.TryParse(lines[1], TreeSize.Most, out size)) return CheckpointFault.SizeMalformed;
        if (!MerkleHash.TryParse(lines[2], out root)) return CheckpointFault.RootMalformed;
        if (lines.Length > Lines + 1) return CheckpointFault.ExtensionLines;
        origin = lines[0];
        return CheckpointFault.None;
    }
}
