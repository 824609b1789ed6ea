using CreditShare.Domain.Catalogue;
using CreditShare.Domain.Records;

namespace CreditShare.Domain.Lifecycle;

/// <summary>The days on which a record is shared and used, both included; after the last one it is in no answer and its measures have ended.</summary>
/// <param name="From">The day of the decision.</param>
/// <param name="Until">The last day; null where there is no end.</param>
public readonly record struct SharedPeriod(DateOnly From, DateOnly? Until)
{
    public bool Contains(DateOnly day) => From <= day && !(Until < day);

    /// <summary>The period of a record that stands; null if it is not shared at all (a minor record that nobody found necessary to publish).</summary>
    public static SharedPeriod? Of(CreditRecord record, CatalogueItem item, CatalogueEdition edition, PublicityEditions publicity)
    {
        var decided = record.DecidedOn!.Value;
        if (!SeverityRules.IsAdverse(record))
            return new(decided, record.ValidUntil);
        var severity = SeverityRules.Of(record, item, edition);
        if (record.PublicUntil is null && !publicity.On(decided).SpanOf(severity, item).PublishedByDefault)
            return null;
        return new(decided, LastDay(record, severity, item, publicity));
    }

    /// <summary>
    /// New rules hold for old records from their first day: a record that they end earlier ends at the latest on the day before they begin, one that the old rules ended stays ended.
    /// </summary>
    private static DateOnly LastDay(CreditRecord record, Severity severity, CatalogueItem item, PublicityEditions publicity)
    {
        var decided = record.DecidedOn!.Value;
        var earliest = decided;
        var until = decided;
        foreach (var rules in publicity.From(decided))
        {
            var most = rules.SpanOf(severity, item).MostFrom(decided);
            until = record.PublicUntil is { } stated && stated < most ? stated : most;
            until = until < earliest ? earliest : until;
            if (until <= rules.LastDay)
                break;
            earliest = rules.LastDay;
        }
        return until;
    }
}
