using System.Collections.Frozen;
using CreditShare.ExchangeLog.Entries;
using CreditShare.Pages.Language;

namespace CreditShare.Committee.Pages.Log;

/// <summary>Kinds of entries as a reader calls them.</summary>
internal static class KindNames
{
    private static readonly FrozenDictionary<string, (string Zh, string En)> Names = new Dictionary<string, (string, string)>
    {
        [EntryKind.RecordDecided] = ("记录认定", "Record decided"),
        [EntryKind.BatchRefused] = ("整批拒收", "Batch refused"),
        [EntryKind.LookupAnswered] = ("查询答复", "Lookup answered"),
        [EntryKind.BatchLookupAnswered] = ("批量查询答复", "Lookup of many answered"),
        [EntryKind.SubjectsSearched] = ("按名称查找", "Subjects searched by name"),
        [EntryKind.WatchSet] = ("设置关注", "Watch set"),
        [EntryKind.WatchEnded] = ("取消关注", "Watch ended"),
        [EntryKind.ChangesRead] = ("读取变更", "Changes read"),
        [EntryKind.ReportIssued] = ("出具报告", "Report issued"),
        [EntryKind.FeedbackGiven] = ("办理反馈", "Feedback given"),
        [EntryKind.SubjectAnswered] = ("主体本人查询", "Subject answered"),
        [EntryKind.ObjectionFiled] = ("提出异议", "Objection filed"),
        [EntryKind.CaseClaimed] = ("认领联合奖惩措施任务", "Case claimed"),
        [EntryKind.CaseReleased] = ("解除措施", "Case released"),
        [EntryKind.CasesAnswered] = ("读取联合奖惩措施任务", "Cases read"),
        [EntryKind.AccessRefused] = ("拒绝访问", "Access refused"),
        [EntryKind.LogRead] = ("查阅日志", "Log read"),
        [EntryKind.RecordRead] = ("报送方查看记录", "Record read by its bureau"),
        [EntryKind.MessageSetAside] = ("消息隔离", "Message set aside"),
        [EntryKind.MessageRedriven] = ("消息重新投递", "Message sent again"),
        [EntryKind.MessageDiscarded] = ("消息丢弃", "Message discarded"),
        [EntryKind.HealthProbed] = ("写入检测", "Writing probed"),
        [EntryKind.RecordErased] = ("记录到期删除", "Record erased"),
        [EntryKind.ContentErased] = ("内容依法删除", "Content erased"),
        [EntryKind.RetentionRun] = ("保存期限检查", "Retention run"),
        [EntryKind.StateChecked] = ("账实核对", "Store checked against the log"),
        [EntryKind.NoticesGiven] = ("送达变更通知", "Notices given"),
        [EntryKind.NoticeConfirmed] = ("确认变更通知", "Notice confirmed"),
        [EntryKind.HoldingsCompared] = ("一致性比对", "Holdings compared"),
        [EntryKind.CatalogueChanged] = ("目录变更", "Catalogue changed"),
        [EntryKind.MembersChanged] = ("成员变更", "Members changed"),
        [EntryKind.KeysChanged] = ("密钥变更", "Keys changed"),
    }.ToFrozenDictionary();

    /// <summary>In the reader's language; the word itself for a kind that a later version writes.</summary>
    public static string Of(string kind) => Names.TryGetValue(kind, out var name) ? Texts.T(name.Zh, name.En) : kind;
}
