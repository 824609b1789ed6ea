using System.Globalization;

namespace CreditShare.Domain.Cases;

/// <summary>What an agency is to do with a case now.</summary>
internal static class CaseNotes
{
    public static (string Zh, string En) Of(CaseStanding standing, CaseRound round) => standing.State switch
    {
        CaseState.Unclaimed => ($"待认领，最迟 {ZhDay(round.ClaimBy)}。", $"To be claimed by {EnDay(round.ClaimBy)}."),
        CaseState.Overdue => ($"认领期限 {ZhDay(round.ClaimBy)} 已过，请尽快认领。", $"The last day for claiming was {EnDay(round.ClaimBy)}: claim it now."),
        CaseState.Claimed or CaseState.ClaimedLate when standing.FeedbackOverdue => (
            $"反馈期限 {ZhDay(standing.FeedbackBy)} 已过，请尽快反馈是否执行。", $"The last day for feedback was {EnDay(standing.FeedbackBy)}: say whether the measure was applied."),
        CaseState.Claimed or CaseState.ClaimedLate => ($"已认领，最迟 {ZhDay(standing.FeedbackBy)} 反馈是否执行。", $"Claimed; say by {EnDay(standing.FeedbackBy)} whether the measure was applied."),
        CaseState.Done when round.Feedback?.Applied == true => ("已反馈：已执行。", "Fed back: applied."),
        CaseState.Done => ("已反馈：未执行。", "Fed back: not applied."),
        CaseState.Closed => ($"{Zh(standing.Ended)}，措施已终止，无须办理。", $"{En(standing.Ended)}; the measure has ended, and nothing is to be done."),
        CaseState.ReleaseRequested => ($"{Zh(standing.Ended)}，措施已终止：请立即解除已执行的措施并确认。", $"{En(standing.Ended)}; the measure has ended: release what was applied, now, and confirm it."),
        CaseState.Released => ("已解除。", "Released."),
        _ => throw new ArgumentOutOfRangeException(nameof(standing)),
    };

    private static string Zh(CaseEnd? end) => end switch
    {
        CaseEnd.Withdrawn => "记录已撤销",
        CaseEnd.Repaired => "记录已修复",
        CaseEnd.RecordEnded => "记录已撤销或修复",
        CaseEnd.Expired => "记录共享期已满",
        CaseEnd.Corrected => "记录已更正，不再触发该措施",
        CaseEnd.NotHeld => "登记库不再持有关于该主体的这条记录",
        _ => "措施本身的期限或依据已终止",
    };

    private static string En(CaseEnd? end) => end switch
    {
        CaseEnd.Withdrawn => "The record was withdrawn",
        CaseEnd.Repaired => "The record was repaired",
        CaseEnd.RecordEnded => "The record was withdrawn or repaired",
        CaseEnd.Expired => "The record's last day has passed",
        CaseEnd.Corrected => "The record was corrected and triggers the measure no more",
        CaseEnd.NotHeld => "The registry holds this record about the subject no more",
        _ => "The measure's own term or basis is over",
    };

    // As readers of each language write a day; programs have it in a member of its own.
    private static string ZhDay(DateOnly? day) => day?.ToString("yyyy年M月d日", CultureInfo.InvariantCulture) ?? "";

    private static string EnDay(DateOnly? day) => day?.ToString("d MMMM yyyy", CultureInfo.InvariantCulture) ?? "";
}
