using CreditShare.ExchangeLog.Checkpoints;
using CreditShare.ExchangeLog.Signing;

namespace CreditShare.ExchangeLog.Verifying;

/// <summary>From the bytes of <c>checkpoint</c> to a checkpoint that may be believed, or the reasons why not.</summary>
public static class CheckpointOpener
{
    private const string Place = "checkpoint";

    /// <summary>Checks form, signatures, origin and witnesses, in this order.</summary>
    public static OpenedCheckpoint Open(ReadOnlySpan<byte> note, CheckpointPolicy policy)
    {
        if (!SignedNote.TryParse(note, out var parsed, out var malformed)) return Refuse(LogFaultKind.NoteMalformed, malformed.ToString());
        var verdict = parsed.Verify([policy.Log, .. policy.Witnesses]);
        if (verdict.Fault != NoteFault.None) return Refuse(LogFaultKind.SignatureWrong, verdict.Fault.ToString());
        if (!verdict.Signers.Contains(policy.Log)) return Refuse(LogFaultKind.SignatureWrong, $"{policy.Log.Name} did not sign.");
        if (!Checkpoint.TryParse(parsed.Text, out var checkpoint, out var fault)) return Refuse(LogFaultKind.CheckpointMalformed, fault.ToString());
        if (checkpoint.Origin != policy.Log.Name) return Refuse(LogFaultKind.OriginUnknown, $"{checkpoint.Origin}, not {policy.Log.Name}.");
        IReadOnlyList<VerifierKey> witnesses = [.. verdict.Signers.Where(key => key.Type == KeyType.Cosignature)];
        return witnesses.Count >= policy.Quorum
            ? new(checkpoint, witnesses, [])
            : new(checkpoint, witnesses, [new(LogFaultKind.NotWitnessed, Place, $"{witnesses.Count} witnesses, not {policy.Quorum}.")]);
    }

    /// <summary>What a new checkpoint says against the one that was kept; the trees themselves are compared by a proof or by reading all.</summary>
    public static LogFault? Compare(Checkpoint kept, Checkpoint now)
    {
        if (now.Origin != kept.Origin) return new(LogFaultKind.OriginUnknown, Place, $"{now.Origin}, before {kept.Origin}.");
        if (now.Size < kept.Size) return new(LogFaultKind.Smaller, Place, $"Size {now.Size}, before {kept.Size}.");
        return now.Size == kept.Size && now.Root != kept.Root
            ? new(LogFaultKind.SplitView, Place, $"Size {now.Size} has root {now.Root}, before {kept.Root}.")
            : null;
    }

    private static OpenedCheckpoint Refuse(LogFaultKind kind, string detail) => new(null, [], [new(kind, Place, detail)]);
}
