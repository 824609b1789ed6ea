namespace CreditShare.ExchangeLog.Merkle;

/// <summary>The entries from Start, Count of them, whose root is one hash of a proof. Start is a multiple of a power of two not below Count.</summary>
internal readonly record struct SubtreeRange(long Start, long Count)
{
    /// <summary>The ranges of an inclusion path, from the leaf's sibling up (RFC 6962 section 2.1.1).</summary>
    public static List<SubtreeRange> OfInclusion(long index, long size)
    {
        TreeSize.Check(size);
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, size);
        var ranges = new List<SubtreeRange>();
        for (var start = 0L; size > 1;)
        {
            var left = TreeSize.Split(size);
            if (index - start < left)
            {
                ranges.Add(new(start + left, size - left));
                size = left;
                continue;
            }
            ranges.Add(new(start, left));
            start += left;
            size -= left;
        }
        ranges.Reverse();
        return ranges;
    }

    /// <summary>The ranges of a consistency proof (RFC 6962 section 2.1.2); none from size 0, or when the sizes are equal.</summary>
    public static List<SubtreeRange> OfConsistency(long oldSize, long newSize)
    {
        TreeSize.Check(newSize);
        ArgumentOutOfRangeException.ThrowIfNegative(oldSize);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(oldSize, newSize);
        var ranges = new List<SubtreeRange>();
        if (oldSize == 0) return ranges;
        var start = 0L;
        while (oldSize != newSize)
        {
            var left = TreeSize.Split(newSize);
            if (oldSize <= left)
            {
                ranges.Add(new(start + left, newSize - left));
                newSize = left;
                continue;
            }
            ranges.Add(new(start, left));
            start += left;
            oldSize -= left;
            newSize -= left;
        }
        // The old tree whole is the verifier's own root; any smaller part it must be told.
        if (start > 0) ranges.Add(new(start, newSize));
        ranges.Reverse();
        return ranges;
    }

    /// <summary>The complete subtrees that make up the range, smallest (rightmost) first, as height and index at that height.</summary>
    public IEnumerable<(int Height, long Index)> Subtrees()
    {
        for (var remaining = Count; remaining > 0;)
        {
            var height = (int)long.TrailingZeroCount(remaining);
            remaining -= 1L << height;
            yield return (height, (Start + remaining) >> height);
        }
    }
}
