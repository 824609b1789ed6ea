namespace CreditShare.Domain.Members;

/// <summary>An agency that looks subjects up.</summary>
public sealed record Agency
{
    /// <summary>Unique, such as <c>330100-licensing</c>; its token carries it.</summary>
    public required string Code { get; init; }

    public required string Name { get; init; }

    public required string NameEn { get; init; }

    /// <summary>The city whose measures it carries out.</summary>
    public required string City { get; init; }

    /// <summary>What it does: licensing, procurement, tendering, market-regulation, environment, funds, tourism, quality, food-drug, tax, human-resources, emergency.</summary>
    public required IReadOnlyList<string> Kinds { get; init; }

    /// <summary>Purposes that it may state.</summary>
    public required IReadOnlyList<string> Purposes { get; init; }
}
