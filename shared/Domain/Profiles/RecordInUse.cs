using CreditShare.Domain.Catalogue;
using CreditShare.Domain.Lifecycle;

namespace CreditShare.Domain.Profiles;

/// <summary>A record that may be shared and used on a day, with what the catalogue says of it.</summary>
/// <param name="Held">The record's present version.</param>
/// <param name="Item">Its item in the edition in force on the decision date.</param>
/// <param name="Severity">Its severity; null for records that state nothing adverse.</param>
/// <param name="Shared">The days on which it is shared.</param>
public sealed record RecordInUse(HeldRecord Held, CatalogueItem Item, Severity? Severity, SharedPeriod Shared)
{
    /// <summary>
    /// The records of a profile that count on a day. A function of profile, editions and day: repair, withdrawal and expiry take effect without any job.
    /// </summary>
    public static IEnumerable<RecordInUse> On(SubjectProfile profile, CatalogueEditions editions, PublicityEditions publicity, DateOnly day)
    {
        foreach (var held in profile.Records)
        {
            if (!held.Stands || editions.InForceOn(held.Record.DecidedOn!.Value) is not { } edition
                || edition.Find(held.Record.Item!) is not { } item
                || SharedPeriod.Of(held.Record, item, edition, publicity) is not { } shared || !shared.Contains(day))
                continue;
            Severity? severity = SeverityRules.IsAdverse(held.Record) ? SeverityRules.Of(held.Record, item, edition) : null;
            yield return new(held, item, severity, shared);
        }
    }
}
