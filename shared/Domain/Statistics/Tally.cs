using System.Collections.Immutable;

namespace CreditShare.Domain.Statistics;

/// <summary>The counts of a sheet.</summary>
public abstract record Tally
{
    public static Tally Empty(SheetKind kind) => kind switch
    {
        SheetKind.CityMonth => CityTally.None,
        SheetKind.CityObjections => ObjectionTally.None,
        SheetKind.AgencyMonth or SheetKind.AgencyDay => AgencyTally.None,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such sheet."),
    };
}

/// <summary>Counts by a word.</summary>
internal static class WordCounts
{
    public static ImmutableDictionary<string, long> Plus(this ImmutableDictionary<string, long> counts, string word, long more = 1) =>
        counts.SetItem(word, counts.GetValueOrDefault(word) + more);

    public static ImmutableDictionary<string, long> Plus(this ImmutableDictionary<string, long> counts, ImmutableDictionary<string, long> other) =>
        other.Aggregate(counts, (sum, pair) => sum.Plus(pair.Key, pair.Value));
}
