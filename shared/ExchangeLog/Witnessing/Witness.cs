using System.Text;
using CreditShare.ExchangeLog.Checkpoints;
using CreditShare.ExchangeLog.Merkle;
using CreditShare.ExchangeLog.Signing;

namespace CreditShare.ExchangeLog.Witnessing;

/// <summary>
/// A witness of one log (C2SP tlog-witness): it cosigns a checkpoint only if it is consistent with the last one that it cosigned, so a log cannot show it
/// two histories, nor go back. A pure function of what it keeps, what it is sent and the time.
/// </summary>
/// <param name="log">The log's key; its name is the origin.</param>
/// <param name="key">Of type <see cref="KeyType.Cosignature"/>.</param>
public sealed class Witness(VerifierKey log, SignerKey key)
{
    /// <param name="last">What it cosigned last; null if nothing yet.</param>
    /// <param name="body">An <see cref="AddCheckpointRequest"/>, not yet believed.</param>
    /// <param name="now">UTC.</param>
    public WitnessAnswer Answer(CosignedCheckpoint? last, ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        if (!AddCheckpointRequest.TryParse(body, out var request))
            return WitnessAnswer.Refuse(400, "not an add-checkpoint request");
        var isNote = SignedNote.TryParse(request.Note, out var note, out var fault);
        // A checkpoint without a signature, or with a line that is none, is one that nobody signed.
        var text = isNote ? note!.Text : fault is NoteFault.NoSignatures or NoteFault.SignatureLineMalformed ? Unsigned(request.Note) : null;
        if (text is null || !Checkpoint.TryParse(text, out var checkpoint, out _))
            return WitnessAnswer.Refuse(400, "not an add-checkpoint request");
        if (checkpoint.Origin != log.Name)
            return WitnessAnswer.Refuse(404, $"unknown log {checkpoint.Origin}");
        if (note is null || note.Verify([log]).Fault != NoteFault.None)
            return WitnessAnswer.Refuse(403, $"not signed by {log.Name}");
        if (request.OldSize > checkpoint.Size)
            return WitnessAnswer.Refuse(400, "the old size is above the new one");
        if (checkpoint.Size == 0 && checkpoint.Root != MerkleHash.Empty)
            return WitnessAnswer.Refuse(422, "the root of size 0 is not that of the empty tree");
        var known = last?.Checkpoint ?? new Checkpoint(checkpoint.Origin, 0, MerkleHash.Empty);
        if (request.OldSize != known.Size)
            return WitnessAnswer.OtherSize(known.Size);
        if (!ConsistencyProof.Verify(known.Size, known.Root, checkpoint.Size, checkpoint.Root, request.Proof))
            return WitnessAnswer.Refuse(422, $"size {checkpoint.Size} is not consistent with size {known.Size}, cosigned before");
        // A cosignature says that this is the newest seen at that time: a clock that went back would say it of the past.
        return now < last?.At ? WitnessAnswer.Refuse(503, "the clock went back") : Cosign(note, checkpoint, now);
    }

    /// <summary>What stands before the first empty line, or all of it.</summary>
    private static string Unsigned(byte[] note)
    {
        var divide = note.AsSpan().IndexOf("\n\n"u8);
        return Encoding.UTF8.GetString(divide < 0 ? note : note.AsSpan(0, divide + 1));
    }

    private WitnessAnswer Cosign(SignedNote note, Checkpoint checkpoint, DateTimeOffset now)
    {
        var at = DateTimeOffset.FromUnixTimeSeconds(now.ToUnixTimeSeconds());
        var line = Cosignature.Sign(key, checkpoint, at);
        var kept = new SignedNote(checkpoint.ToText(), [.. note.Signatures.Where(signature => signature.IsBy(log)), line]);
        return new(200, null, Encoding.UTF8.GetBytes($"{line}\n"), new CosignedCheckpoint(checkpoint, kept.Encode(), at));
    }
}
