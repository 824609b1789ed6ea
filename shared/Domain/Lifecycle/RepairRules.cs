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
    /// The first day by the periods alone, the duty put aside; null where the law bars an early repair. Where the rules changed meanwhile, the first day on which the edition then in force allows it.
    /// </summary>
    public static DateOnly? EarliestDay(CreditRecord record, CatalogueItem item, CatalogueEdition edition, PublicityEditions publicity)
    {
        if (item.EarlyRepairBarred)
            return null;
        var decided = record.DecidedOn!.Value;
        var severity = SeverityRules.Of(record, item, edition);
        var day = decided;
        foreach (var rules in publicity.From(decided))
        {
            day = rules.SpanOf(severity, item).RepairFrom(decided);
            if (day < rules.InForceFrom && rules != publicity.All[0])
                day = rules.InForceFrom;
            if (day <= rules.LastDay)
                break;
        }
        return day;
    }
}
