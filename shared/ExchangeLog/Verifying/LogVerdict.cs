using CreditShare.ExchangeLog.Merkle;

namespace CreditShare.ExchangeLog.Verifying;

/// <summary>What reading a whole log gave.</summary>
/// <param name="Faults">What is wrong, in the order of reading; at most <see cref="LogVerifier.MostFaults"/>.</param>
/// <param name="Leaves">Leaf hashes read.</param>
/// <param name="Entries">Entries compared with their leaf and found right.</param>
/// <param name="Root">The root rebuilt; null if a level-0 tile could not be read.</param>
public sealed record LogVerdict(IReadOnlyList<LogFault> Faults, long Leaves, long Entries, MerkleHash? Root)
{
    public bool IsGood => Faults.Count == 0;
}
