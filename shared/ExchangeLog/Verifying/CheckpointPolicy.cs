using CreditShare.ExchangeLog.Signing;

namespace CreditShare.ExchangeLog.Verifying;

/// <summary>Whom a verifier believes.</summary>
/// <param name="Log">The log's key; its name is the origin.</param>
/// <param name="Witnesses">The witnesses' keys, of type <see cref="KeyType.Cosignature"/>.</param>
/// <param name="Quorum">How many different witnesses must have cosigned; 0 asks for none.</param>
public sealed record CheckpointPolicy(VerifierKey Log, IReadOnlyList<VerifierKey> Witnesses, int Quorum)
{
    /// <summary>The log's signature alone.</summary>
    public static CheckpointPolicy LogOnly(VerifierKey log) => new(log, [], 0);
}
