namespace CreditShare.Domain.Statistics;

/// <summary>How long records waited for their decision, from their receipt by the city's ingestion on.</summary>
/// <param name="UpTo1Second">Up to a second.</param>
/// <param name="UpTo10Seconds">Up to ten.</param>
/// <param name="UpTo1Minute">Up to a minute.</param>
/// <param name="UpTo1Hour">Up to an hour.</param>
/// <param name="Longer">Longer: the broker or the registry was away.</param>
/// <param name="Milliseconds">Of all together.</param>
public readonly record struct DecisionTimes(long UpTo1Second, long UpTo10Seconds, long UpTo1Minute, long UpTo1Hour, long Longer, long Milliseconds)
{
    /// <summary>In milliseconds; null where nothing was decided.</summary>
    public double? Mean => UpTo1Second + UpTo10Seconds + UpTo1Minute + UpTo1Hour + Longer is > 0 and var all ? Math.Round((double)Milliseconds / all, 1) : null;

    /// <param name="waited">0 or more.</param>
    public DecisionTimes Plus(TimeSpan waited)
    {
        var sum = this with { Milliseconds = Milliseconds + (long)waited.TotalMilliseconds };
        return waited.TotalSeconds switch
        {
            <= 1 => sum with { UpTo1Second = UpTo1Second + 1 },
            <= 10 => sum with { UpTo10Seconds = UpTo10Seconds + 1 },
            <= 60 => sum with { UpTo1Minute = UpTo1Minute + 1 },
            <= 3600 => sum with { UpTo1Hour = UpTo1Hour + 1 },
            _ => sum with { Longer = Longer + 1 },
        };
    }

    public DecisionTimes Plus(DecisionTimes other) => new(
        UpTo1Second + other.UpTo1Second, UpTo10Seconds + other.UpTo10Seconds, UpTo1Minute + other.UpTo1Minute, UpTo1Hour + other.UpTo1Hour, Longer + other.Longer,
        Milliseconds + other.Milliseconds);
}
