using CreditShare.ExchangeLog.Checkpoints;
using CreditShare.ExchangeLog.Signing;

namespace CreditShare.ExchangeLog.Verifying;

/// <summary>A checkpoint with what speaks against it.</summary>
/// <param name="Checkpoint">What was signed; null unless the log's own signature holds and the text is a checkpoint.</param>
/// <param name="Witnesses">The policy's witnesses whose cosignature holds.</param>
/// <param name="Faults">Empty if the policy is met.</param>
public sealed record OpenedCheckpoint(Checkpoint? Checkpoint, IReadOnlyList<VerifierKey> Witnesses, IReadOnlyList<LogFault> Faults);
