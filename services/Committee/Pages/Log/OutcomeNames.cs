using CreditShare.ExchangeLog.Entries;
using CreditShare.Pages.Language;
using CreditShare.Pages.Showing;

namespace CreditShare.Committee.Pages.Log;

/// <summary>What came of it, in a reader's words.</summary>
internal static class OutcomeNames
{
    /// <summary>The word itself where it has no name; the status of a refused access.</summary>
    public static string? Of(LogEntry entry) => entry.Outcome is { } outcome ? Word(outcome) : entry.Status is { } status ? Texts.T($"拒绝（{status}）", $"refused ({status})") : null;

    /// <summary>The word itself where it has no name.</summary>
    public static string Word(string outcome) => outcome switch
    {
        "accepted" => OutcomeWords.Accepted.Text,
        "rejected" => OutcomeWords.Rejected.Text,
        "repeated" => OutcomeWords.Repeated.Text,
        "duplicate" => OutcomeWords.Duplicate.Text,
        "found" => Texts.T("有记录", "found"),
        "none-found" => Texts.T("未查到", "nothing found"),
        "answered" => Texts.T("已答复", "answered"),
        "equal" => Texts.T("一致", "equal"),
        "different" => Texts.T("不一致", "different"),
        "applied" => Texts.T("已执行", "applied"),
        "not-applied" => Texts.T("未执行", "not applied"),
        "measure-released" => Texts.T("已解除措施", "a measure was released"),
        "measure-kept" => Texts.T("措施另有依据，继续执行", "a measure stays, on another ground"),
        "not-used" => Texts.T("未据此采取措施", "nothing was done because of the record"),
        "being-handled" => Texts.T("正在办理", "being handled"),
        "noted" => Texts.T("已知悉", "noted"),
        "other" => Texts.T("其他", "something else"),
        _ => outcome,
    };
}
