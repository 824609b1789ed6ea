using CreditShare.ExchangeLog.Signing;

namespace CreditShare.ExchangeLog.Checkpoints;

/// <summary>What the known keys say of a note.</summary>
/// <param name="Fault">None if at least one known key signed and none failed.</param>
/// <param name="Signers">The known keys that signed, each once; empty unless the fault is none.</param>
public sealed record NoteVerdict(NoteFault Fault, IReadOnlyList<VerifierKey> Signers);
