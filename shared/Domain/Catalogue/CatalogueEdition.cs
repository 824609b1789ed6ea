using System.Text.Json.Serialization;

namespace CreditShare.Domain.Catalogue;

/// <summary>One edition of the catalogue. A record is judged by the edition in force on its decision date.</summary>
public sealed record CatalogueEdition
{
    private Dictionary<string, CatalogueItem>? byId;

    public string? About { get; init; }

    public required string Id { get; init; }

    /// <summary>First day, China's calendar.</summary>
    public required DateOnly InForceFrom { get; init; }

    /// <summary>Last day; null for the newest edition.</summary>
    public DateOnly? InForceUntil { get; init; }

    /// <summary>Yuan from which fine and confiscation together make a penalty serious (较大数额 is the bureau's to set).</summary>
    public required decimal LargeFineYuan { get; init; }

    public required IReadOnlyList<CatalogueItem> Items { get; init; }

    [JsonIgnore]
    internal DateOnly LastDay => InForceUntil ?? DateOnly.MaxValue;

    public CatalogueItem? Find(string id)
    {
        byId ??= Items.ToDictionary(item => item.Id, StringComparer.Ordinal);
        return byId.GetValueOrDefault(id);
    }
}

/// <summary>The editions side by side, in order of time, without overlap.</summary>
public sealed class CatalogueEditions
{
    private readonly CatalogueEdition[] editions;

    /// <exception cref="SeedFormatException">Two editions are in force on one day, or an item stands twice in one.</exception>
    public CatalogueEditions(IEnumerable<CatalogueEdition> editions)
    {
        this.editions = [.. editions.OrderBy(edition => edition.InForceFrom)];
        foreach (var edition in this.editions)
            SeedFormatException.ThrowIfTwice($"catalogue {edition.Id}: item", edition.Items.Select(item => item.Id));
        EditionSpans.Check("catalogue", this.editions.Select(edition => (edition.Id, edition.InForceFrom, edition.LastDay)));
    }

    public IReadOnlyList<CatalogueEdition> All => editions;

    /// <summary>Null if no edition was in force on the day.</summary>
    public CatalogueEdition? InForceOn(DateOnly day)
    {
        for (var i = editions.Length - 1; i >= 0; i--)
        {
            if (editions[i].InForceFrom <= day)
                return day <= editions[i].LastDay ? editions[i] : null;
        }
        return null;
    }
}
