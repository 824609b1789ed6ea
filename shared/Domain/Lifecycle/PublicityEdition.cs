using System.Text.Json.Serialization;
using CreditShare.Domain.Catalogue;
using CreditShare.Domain.Law;

namespace CreditShare.Domain.Lifecycle;

/// <summary>
/// One edition of the rules of publicity and repair: how long a record of each severity is published at least and at most. Data (<c>seeds/publicity</c>), so that what was
/// lawful on a day can be said of any day. Source of the newest: 信用修复管理办法, in force since 2026-04-01.
/// </summary>
public sealed record PublicityEdition
{
    public string? About { get; init; }

    public required string Id { get; init; }

    /// <summary>First day, China's calendar. The first edition also serves the days before it.</summary>
    public required DateOnly InForceFrom { get; init; }

    /// <summary>Last day; null for the newest edition.</summary>
    public DateOnly? InForceUntil { get; init; }

    /// <summary>Title of the rule, as it is cited.</summary>
    public required string Title { get; init; }

    public required IReadOnlyList<Basis> Basis { get; init; }

    public required PublicitySpan Minor { get; init; }

    public required PublicitySpan General { get; init; }

    public required PublicitySpan Serious { get; init; }

    /// <summary>Domains of the catalogue in which at least so many months must pass, whatever the severity.</summary>
    public IReadOnlyList<StricterDomain> Stricter { get; init => field = value ?? []; } = [];

    public required bool Verified { get; init; }

    [JsonIgnore]
    internal DateOnly LastDay => InForceUntil ?? DateOnly.MaxValue;

    /// <summary>The span of a record of this severity under this item.</summary>
    public PublicitySpan SpanOf(Severity severity, CatalogueItem item)
    {
        var span = severity switch
        {
            Severity.Minor => Minor,
            Severity.General => General,
            Severity.Serious => Serious,
            _ => throw new ArgumentOutOfRangeException(nameof(severity)),
        };
        var stricter = severity == Severity.Minor ? null : Stricter.FirstOrDefault(stricter => stricter.Domain == item.Domain);
        return stricter is { } domain && domain.LeastMonths > span.LeastMonths ? span with { LeastMonths = domain.LeastMonths } : span;
    }
}

/// <param name="Domain">Domain of the catalogue item.</param>
/// <param name="LeastMonths">Months that must pass before a repair.</param>
public sealed record StricterDomain(string Domain, int LeastMonths);

/// <summary>The editions side by side, in order of time, without gap or overlap.</summary>
public sealed class PublicityEditions
{
    private readonly PublicityEdition[] editions;

    /// <exception cref="SeedFormatException">There is none, or they overlap or leave a gap.</exception>
    public PublicityEditions(IEnumerable<PublicityEdition> editions)
    {
        this.editions = [.. editions.OrderBy(edition => edition.InForceFrom)];
        if (this.editions.Length == 0)
            throw new SeedFormatException(["There is no publicity edition."]);
        EditionSpans.Check("publicity", this.editions.Select(edition => (edition.Id, edition.InForceFrom, edition.LastDay)));
    }

    public IReadOnlyList<PublicityEdition> All => editions;

    /// <summary>The edition of a day; the first one for earlier days, the last one for later days.</summary>
    public PublicityEdition On(DateOnly day) => editions.LastOrDefault(edition => edition.InForceFrom <= day) ?? editions[0];

    /// <summary>The edition of a day and all that follow it.</summary>
    internal IEnumerable<PublicityEdition> From(DateOnly day)
    {
        var first = On(day);
        return editions.SkipWhile(edition => edition != first);
    }
}
