using CreditShare.Domain.Catalogue;
using CreditShare.Domain.Records;

namespace CreditShare.Domain.Lifecycle;

/// <summary>
/// When an adverse record may be repaired (信用修复): not before its least publicity period has passed and its duty is met; a minor one at once when it is met; not at all before its end
/// where the law bars it (信用修复管理办法).
/// </summary>
public static class RepairRules
{
    /// <summary>
    /// The first day from which on it may be repaired by the periods alone, the duty put aside; null where the law bars an early repair. A repair is judged by the rules of its own day: what the
    /// old rules allowed and the new ones do not yet allow counts only from the day on which the new ones do.
    /// </summary>
    public static DateOnly? EarliestDay(CreditRecord record, CatalogueItem item, CatalogueEdition edition, PublicityEditions publicity)
    {
        if (item.EarlyRepairBarred)
            return null;
        var decided = record.DecidedOn!.Value;
        var severity = SeverityRules.Of(record, item, edition);
        DateOnly? earliest = null;
        foreach (var rules in publicity.From(decided).Reverse())
        {
            var opens = rules.SpanOf(severity, item).RepairFrom(decided);
            // Under earlier rules only if it was open on their last day, and so never closed again.
            if (earliest is not null && opens > rules.LastDay)
                break;
            earliest = opens < rules.InForceFrom && rules != publicity.All[0] ? rules.InForceFrom : opens;
            if (earliest > rules.InForceFrom)
                break;
        }
        return earliest;
    }

    /// <summary>Whether the periods allow a repair on a day, by the rules in force on it.</summary>
    public static bool AllowsOn(DateOnly day, CreditRecord record, CatalogueItem item, CatalogueEdition edition, PublicityEditions publicity) =>
        !item.EarlyRepairBarred && day >= publicity.On(day).SpanOf(SeverityRules.Of(record, item, edition), item).RepairFrom(record.DecidedOn!.Value);
}
