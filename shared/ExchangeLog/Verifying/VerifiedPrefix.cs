using CreditShare.ExchangeLog.Merkle;

namespace CreditShare.ExchangeLog.Verifying;

/// <summary>The first entries of a log, read and found right: enough to go on from there another time.</summary>
/// <param name="Size">How many.</param>
/// <param name="Root">Root of the tree of that size.</param>
public sealed record VerifiedPrefix(long Size, MerkleHash Root);
