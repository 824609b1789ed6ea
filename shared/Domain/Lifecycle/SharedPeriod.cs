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
    public static SharedPeriod? Of(CreditRecord record, CatalogueItem item, CatalogueEdition edition)
    {
        var decided = record.DecidedOn!.Value;
        if (!SeverityRules.IsAdverse(record))
            return new(decided, record.ValidUntil);
        var span = PublicitySpan.Of(SeverityRules.Of(record, item, edition));
        return (record.PublicUntil, span.PublishedByDefault) switch
        {
            ({ } stated, _) => new(decided, stated),
            (null, true) => new(decided, span.MostFrom(decided)),
            (null, false) => null,
        };
    }
}
