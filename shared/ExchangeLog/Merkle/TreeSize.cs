using System.Numerics;
using System.Runtime.CompilerServices;

namespace CreditShare.ExchangeLog.Merkle;

/// <summary>Bounds and splits of tree sizes. A size is 0 to 2^62, so that no shift or sum can overflow.</summary>
public static class TreeSize
{
    /// <summary>2^62: the largest number of entries that any text or call may speak of.</summary>
    public const long Most = 1L << 62;

    /// <exception cref="ArgumentOutOfRangeException">The size is negative or above <see cref="Most"/>.</exception>
    internal static void Check(long size, [CallerArgumentExpression(nameof(size))] string? name = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, Most, name);
    }

    /// <summary>The largest power of two below n, for n above 1: where RFC 6962 splits a tree.</summary>
    internal static long Split(long n) => 1L << BitOperations.Log2((ulong)(n - 1));
}
