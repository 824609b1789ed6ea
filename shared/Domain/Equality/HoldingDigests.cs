namespace CreditShare.Domain.Equality;

/// <summary>Digests of a city's records, by group; memory grows with the groups, never with the records.</summary>
/// <typeparam name="TGroup">What a line is counted under: an item, or an item and a day.</typeparam>
/// <param name="group">The group of a line; null for one that is not asked about.</param>
public sealed class HoldingDigests<TGroup>(Func<HoldingLine, TGroup?> group) where TGroup : class
{
    private readonly Dictionary<TGroup, SetDigest> groups = [];
    private readonly SetDigest whole = new();

    /// <summary>Of all lines, those that are not asked about too.</summary>
    public SetDigest Whole => whole;

    public IReadOnlyDictionary<TGroup, SetDigest> Groups => groups;

    public void Add(HoldingLine line)
    {
        whole.Add(line);
        if (group(line) is not { } key)
            return;
        if (!groups.TryGetValue(key, out var digest))
            groups.Add(key, digest = new SetDigest());
        digest.Add(line);
    }
}

/// <summary>Records of one catalogue item decided on one day: the smallest group that is compared by its digest.</summary>
/// <param name="Item">Id of the catalogue item.</param>
/// <param name="Day">Day of the decision.</param>
public sealed record ItemDay(string Item, DateOnly Day);
