namespace CreditShare.Committee.Statistics;

/// <summary>Section <c>Statistics</c>: from when on an agency's day is marked as unusual, and a city as late.</summary>
public sealed class StatisticsOptions
{
    /// <summary>Times the usual day; 1 to 100, default 5.</summary>
    public int UnusualFactor { get; init; } = 5;

    /// <summary>Subjects in a day below which nothing is unusual; 0 to 1,000,000, default 200.</summary>
    public int UnusualFloor { get; init; } = 200;

    /// <summary>及时率 below which a city is named as late; 0 to 1, default 0.9.</summary>
    public double LateBelow { get; init; } = 0.9;

    /// <summary>All faults at once; empty if the options can stand.</summary>
    public IEnumerable<string> Faults()
    {
        if (UnusualFactor is < 1 or > 100)
            yield return $"Statistics:UnusualFactor is {UnusualFactor}; it must lie between 1 and 100.";
        if (UnusualFloor is < 0 or > 1_000_000)
            yield return $"Statistics:UnusualFloor is {UnusualFloor}; it must lie between 0 and 1000000.";
        if (LateBelow is not (>= 0 and <= 1))
            yield return $"Statistics:LateBelow is {LateBelow}; it must lie between 0 and 1.";
    }
}
