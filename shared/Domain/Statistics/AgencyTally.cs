using System.Collections.Immutable;
using CreditShare.Domain.Cases;

namespace CreditShare.Domain.Statistics;

/// <summary>What an agency did.</summary>
public sealed record AgencyTally : Tally
{
    public const int Hours = 24;

    public static readonly AgencyTally None = new();

    /// <summary>Subjects that it asked about and was answered, by code of the purpose, or none, and by hour of China's day; a list counts as many as it has.</summary>
    public ImmutableDictionary<string, ImmutableArray<long>> Asked { get; init; } = ImmutableDictionary<string, ImmutableArray<long>>.Empty;

    /// <summary>Entries of refused calls: of a flood, one a minute.</summary>
    public long Refused { get; init; }

    /// <summary>Refused calls.</summary>
    public long RefusedCalls { get; init; }

    public long Claimed { get; init; }

    public long Applied { get; init; }

    public long NotApplied { get; init; }

    public long Released { get; init; }

    public long Subjects => Asked.Values.Sum(hours => hours.Sum());

    /// <summary>Whether it asked, or was refused.</summary>
    public bool Called => Asked.Count > 0 || Refused > 0;

    /// <param name="purpose">Its code; null if none was named.</param>
    /// <param name="hour">Of China's day, 0 to 23.</param>
    /// <param name="subjects">How many.</param>
    public AgencyTally WithAsked(string? purpose, int hour, long subjects)
    {
        var hours = Asked.GetValueOrDefault(purpose ?? "", [.. new long[Hours]]);
        return this with { Asked = Asked.SetItem(purpose ?? "", hours.SetItem(hour, hours[hour] + subjects)) };
    }

    /// <param name="calls">For how many calls the entry stands.</param>
    public AgencyTally WithRefused(long calls) => this with { Refused = Refused + 1, RefusedCalls = RefusedCalls + calls };

    /// <param name="fact">What the agency said of a case.</param>
    /// <param name="applied">Feedback: whether it applied the measure.</param>
    public AgencyTally With(CaseFactKind fact, bool? applied) => fact switch
    {
        CaseFactKind.Claimed => this with { Claimed = Claimed + 1 },
        CaseFactKind.Released => this with { Released = Released + 1 },
        _ => applied == true ? this with { Applied = Applied + 1 } : this with { NotApplied = NotApplied + 1 },
    };

    public AgencyTally Plus(AgencyTally other) => new()
    {
        Asked = other.Asked.Aggregate(Asked, (sum, pair) => sum.SetItem(pair.Key, sum.TryGetValue(pair.Key, out var hours) ? [.. hours.Zip(pair.Value, (one, more) => one + more)] : pair.Value)),
        Refused = Refused + other.Refused,
        RefusedCalls = RefusedCalls + other.RefusedCalls,
        Claimed = Claimed + other.Claimed,
        Applied = Applied + other.Applied,
        NotApplied = NotApplied + other.NotApplied,
        Released = Released + other.Released,
    };
}
