using CreditShare.Domain.Catalogue;
using CreditShare.Domain.Records;

namespace CreditShare.Domain.Lifecycle;

/// <summary>
/// How serious an adverse record is, from which its periods follow (信用修复管理办法, in force since 2026-04-01). An authority may find a fact more
/// serious than its penalty kinds give, never less.
/// </summary>
public static class SeverityRules
{
    /// <summary>True for records that state something against the subject.</summary>
    public static bool IsAdverse(CreditRecord record) => record.Kind is RecordKind.Penalty or RecordKind.Dishonesty;

    /// <summary>The severity that counts: what the authority stated, else what the record's kind gives.</summary>
    public static Severity Of(CreditRecord record, CatalogueItem item, CatalogueEdition edition) =>
        record.Severity ?? Least(record, item, edition);

    /// <summary>The least severity that the item and the penalty kinds give.</summary>
    public static Severity Least(CreditRecord record, CatalogueItem item, CatalogueEdition edition) =>
        record.Kind == RecordKind.Dishonesty ? item.DefaultSeverity ?? Severity.Serious
        : record.Penalty is { } penalty ? OfPenalty(penalty, edition.LargeFineYuan)
        : Severity.Minor;

    private static Severity OfPenalty(PenaltySection penalty, decimal largeFine)
    {
        if ((penalty.Fine ?? 0) + (penalty.Confiscated ?? 0) >= largeFine)
            return Severity.Serious;
        var severity = Severity.Minor;
        foreach (var kind in penalty.Kinds ?? [])
        {
            var own = OfKind(kind);
            if (own > severity)
                severity = own;
        }
        return severity;
    }

    private static Severity OfKind(PenaltyKind kind) => kind switch
    {
        PenaltyKind.Warning or PenaltyKind.PublicCriticism => Severity.Minor,
        PenaltyKind.LicenceRevocation or PenaltyKind.ActivityRestriction or PenaltyKind.StopBusiness or PenaltyKind.Closure
            or PenaltyKind.EmploymentRestriction => Severity.Serious,
        _ => Severity.General,
    };
}
