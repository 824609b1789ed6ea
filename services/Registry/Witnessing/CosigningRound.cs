using CreditShare.ExchangeLog.Checkpoints;
using CreditShare.ExchangeLog.Signing;
using CreditShare.Storage;

namespace CreditShare.Registry.Witnessing;

/// <summary>One checkpoint on its way to the witnesses, from the moment it was chosen.</summary>
/// <param name="Note">As the log signed it.</param>
/// <param name="Checkpoint">What it says.</param>
/// <param name="Begun">UTC.</param>
/// <param name="Old">Cosignatures that were there when it began; they do not count, so that a round over the same checkpoint brings fresh ones.</param>
internal sealed record CosigningRound(SignedNote Note, Checkpoint Checkpoint, DateTimeOffset Begun, IReadOnlySet<string> Old)
{
    /// <summary>The cosignatures that hold for this checkpoint, in the order of the witnesses.</summary>
    public IReadOnlyList<NoteSignature> Cosignatures(IEnumerable<VerifierKey> witnesses, IReadOnlyList<WitnessStanding> standings) =>
        [.. witnesses.Select(witness => standings.FirstOrDefault(standing => standing.Name == witness.Name) is { } standing ? Holding(witness, standing) : null).OfType<NoteSignature>()];

    /// <summary>The note with them.</summary>
    public SignedNote With(IReadOnlyList<NoteSignature> cosignatures) => new(Note.Text, [.. Note.Signatures, .. cosignatures]);

    private NoteSignature? Holding(VerifierKey witness, WitnessStanding standing) =>
        standing.Size == Checkpoint.Size && standing.Cosignature is { } line && !Old.Contains(line)
        && NoteSignature.TryParse(line, out var signature) && Cosignature.Verify(witness, Checkpoint, signature)
            ? signature
            : null;
}
