using System.Text.Json.Serialization;

namespace CreditShare.Domain.Measures;

/// <summary>One edition of the list of measures. An answer is judged by the edition in force on its day.</summary>
public sealed record MeasureEdition
{
    public string? About { get; init; }

    public required string Id { get; init; }

    public required DateOnly InForceFrom { get; init; }

    /// <summary>Last day; null for the newest edition.</summary>
    public DateOnly? InForceUntil { get; init; }

    public required IReadOnlyList<Measure> Measures { get; init; }

    [JsonIgnore]
    internal DateOnly LastDay => InForceUntil ?? DateOnly.MaxValue;
}

/// <summary>The editions side by side, in order of time, without overlap.</summary>
public sealed class MeasureEditions
{
    private readonly MeasureEdition[] editions;

    /// <exception cref="SeedFormatException">Two editions are in force on one day.</exception>
    public MeasureEditions(IEnumerable<MeasureEdition> editions)
    {
        this.editions = [.. editions.OrderBy(edition => edition.InForceFrom)];
        EditionSpans.Check("measure", this.editions.Select(edition => (edition.Id, edition.InForceFrom, edition.LastDay)));
    }

    public IReadOnlyList<MeasureEdition> All => editions;

    /// <summary>Null if no edition was in force on the day.</summary>
    public MeasureEdition? InForceOn(DateOnly day) =>
        editions.LastOrDefault(edition => edition.InForceFrom <= day) is { } edition && day <= edition.LastDay ? edition : null;
}
