using CreditShare.Domain.Catalogue;
using CreditShare.Domain.Records;

namespace CreditShare.Domain.Lifecycle;

/// <summary>
/// How long adverse content is kept: the years that the catalogue item states, counted from the day of the decision (浙江省公共信用信息管理条例 art. 16); then it is deleted.
/// Of other content no law says when to delete it.
/// </summary>
public static class RetentionRules
{
    /// <summary>For content of which no item is known.</summary>
    public const int UsualYears = 5;

    /// <summary>Years for which it is kept who looked what up (the same regulation, art. 20).</summary>
    public const int LookupYears = 10;

    /// <summary>The last day on which the content of a record may be kept; null where there is no end.</summary>
    public static DateOnly? LastDay(CreditRecord record, CatalogueEditions editions) =>
        !SeverityRules.IsAdverse(record) || record.DecidedOn is not { } decided ? null : LastDay(decided, record.Item, editions);

    /// <summary>The last day for adverse content of an item.</summary>
    /// <param name="decided">Day of the decision.</param>
    /// <param name="item">Id of the item, if it is known.</param>
    /// <param name="editions">The catalogue.</param>
    public static DateOnly LastDay(DateOnly decided, string? item, CatalogueEditions editions) =>
        decided.AddYears(item is null ? UsualYears : editions.InForceOn(decided)?.Find(item)?.RetentionYears ?? UsualYears);
}
