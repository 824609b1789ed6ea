using CreditShare.Domain.Records;

namespace CreditShare.Domain.Notices;

/// <summary>What a change means for an agency that had been told of the record.</summary>
public static class NoticeTexts
{
    public static (string Zh, string En) Of(ChangeKind change) => change switch
    {
        ChangeKind.Withdraw => (
            "该记录已撤销。请停止使用，解除据此采取的措施，并确认办理情况。",
            "The record was withdrawn. Stop using it, release measures taken because of it, and confirm what was done."),
        ChangeKind.Repair => (
            "该记录已完成信用修复。请停止使用，解除据此采取的措施，并确认办理情况。",
            "The record was repaired. Stop using it, release measures taken because of it, and confirm what was done."),
        ChangeKind.Erase => (
            "该记录保存期满，已删除。请停止使用并删除留存的副本，并确认办理情况。",
            "The record was deleted because its retention ended. Stop using it, delete copies, and confirm what was done."),
        ChangeKind.Dispute => (
            "当事人对该记录提出异议，正在核查。使用时请注意异议标注，并确认已知悉。",
            "An objection to the record is open. Mind the mark when you use the record, and confirm that you know of it."),
        ChangeKind.Resolve => (
            "对该记录的异议已办结。请重新查询，按办结后的内容办理，并确认办理情况。",
            "The objection to the record is settled. Look the subject up again, act by what holds now, and confirm what was done."),
        _ => (
            "该记录已更正。请重新查询，按更正后的内容办理，并确认办理情况。",
            "The record was corrected. Look the subject up again, act by what holds now, and confirm what was done."),
    };
}
