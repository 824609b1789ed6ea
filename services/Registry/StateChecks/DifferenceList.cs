namespace CreditShare.Registry.StateChecks;

/// <summary>Differences as they are found: the first ones in full, of the others only how many.</summary>
public sealed class DifferenceList
{
    /// <summary>A store that is wholly wrong must not fill the memory.</summary>
    public const int MostNamed = 1000;

    private readonly List<StateDifference> named = [];

    public IReadOnlyList<StateDifference> Named => named;

    /// <summary>All that were found, those not named included.</summary>
    public long Count { get; private set; }

    public void Add(string part, string kind, string id, string detail)
    {
        Count++;
        if (named.Count < MostNamed)
            named.Add(new(part, kind, id, detail));
    }

    /// <summary>Counts differences that another list found and did not name.</summary>
    public void AddUnnamed(long count) => Count += count;
}
