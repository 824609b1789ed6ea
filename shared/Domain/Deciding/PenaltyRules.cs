using CreditShare.Domain.Records;

namespace CreditShare.Domain.Deciding;

/// <summary>What a penalty must say, and that its kinds and amounts agree (双公示 template: amounts are required if fined or confiscated).</summary>
internal static class PenaltyRules
{
    public static void Check(PenaltySection penalty, Findings findings)
    {
        findings.Require(RecordField.OffenceType, penalty.OffenceType);
        findings.Require(RecordField.Facts, penalty.Facts);
        findings.Require(RecordField.PenaltyContent, penalty.Content);
        if (!findings.Require(RecordField.PenaltyKinds, penalty.Kinds))
            return;
        var kinds = penalty.Kinds!;
        CheckAmount(RecordField.Fine, penalty.Fine, kinds.Contains(PenaltyKind.Fine), findings);
        CheckAmount(
            RecordField.Confiscated, penalty.Confiscated,
            kinds.Contains(PenaltyKind.ConfiscationIncome) || kinds.Contains(PenaltyKind.ConfiscationProperty), findings);
        if ((kinds.Contains(PenaltyKind.LicenceSuspension) || kinds.Contains(PenaltyKind.LicenceRevocation)) && penalty.LicenceAffected is null)
            findings.Add(DecidingReasons.LicenceNotNamed());
    }

    private static void CheckAmount(RecordField field, decimal? amount, bool named, Findings findings)
    {
        if (named && amount is null or 0)
        {
            if (!findings.Reasons.Any(reason => reason.Field == field.Path()))
                findings.Add(DecidingReasons.AmountMissing(field));
        }
        else if (!named && amount > 0)
        {
            findings.Add(DecidingReasons.AmountWithoutKind(field, amount.Value));
        }
    }
}
