using System.Collections.Frozen;
using CreditShare.ExchangeLog.Entries;
using CreditShare.Pages.Language;

namespace CreditShare.Committee.Pages.Log;

/// <summary>Facts of an entry's detail as a reader calls them.</summary>
internal static class DetailNames
{
    private static readonly FrozenDictionary<string, (string Zh, string En)> Names = new Dictionary<string, (string, string)>
    {
        ["batch"] = ("批次", "Batch"),
        ["line"] = ("行号", "Line"),
        ["receivedAt"] = ("收到时间", "Received at"),
        ["order"] = ("来源顺序", "Source order"),
        ["change"] = ("变更", "Change"),
        ["asked"] = ("查询内容", "Asked"),
        ["asOf"] = ("查询日期", "As of"),
        ["knownAt"] = ("所知时刻", "Known at"),
        ["day"] = ("日期", "Day"),
        ["revision"] = ("档案修订号", "Revision"),
        ["found"] = ("查到", "Found"),
        ["catalogue"] = ("信息目录版本", "Catalogue edition"),
        ["measures"] = ("措施清单版本", "Edition of measures"),
        ["publicity"] = ("公示规则版本", "Publicity rules"),
        ["laws"] = ("法规登记版本", "Law register"),
        ["entitlements"] = ("共享范围规则版本", "Rules of entitlement"),
        ["authorisation"] = ("授权书编号", "Authorisation"),
        ["route"] = ("接口或页面", "Route"),
        ["repeated"] = ("同类次数", "Repeated"),
        ["since"] = ("自", "Since"),
        ["reportedBy"] = ("报告城市", "Reported by"),
        ["what"] = ("查阅内容", "What was read"),
        ["page"] = ("页面", "Page"),
        ["query"] = ("条件", "Filters"),
        ["entry"] = ("条目", "Entry"),
        ["entries"] = ("条目数", "Entries"),
        ["differences"] = ("差异数", "Differences"),
        ["format"] = ("文件格式", "Format"),
        ["file"] = ("文件 SHA-256", "SHA-256 of the file"),
        ["size"] = ("日志大小", "Size of the log"),
        ["message"] = ("消息编号", "Message"),
        ["queue"] = ("队列", "Queue"),
        ["sender"] = ("发送方", "Sender"),
        ["fault"] = ("故障类型", "Fault"),
        ["bytes"] = ("字节数", "Bytes"),
        ["case"] = ("事项", "Case of a measure"),
        ["round"] = ("轮次", "Round"),
        ["measure"] = ("措施", "Measure"),
        ["on"] = ("办理日期", "Done on"),
        ["objection"] = ("异议", "Objection"),
        ["answers"] = ("答复树根", "Root of the answers"),
        ["lines"] = ("行数", "Lines"),
        ["refused"] = ("未受理的行", "Lines refused"),
        ["count"] = ("数量", "Number"),
        ["first"] = ("第一个", "First"),
        ["last"] = ("最后一个", "Last"),
    }.ToFrozenDictionary();

    /// <summary>What an entry about no record is about: the page, entry or route that was asked for; null if it names none.</summary>
    public static string? Object(LogEntry entry) => entry.Kind switch
    {
        EntryKind.LogRead => entry.Detail.GetValueOrDefault("page") ?? entry.Detail.GetValueOrDefault("entry") ?? entry.Detail.GetValueOrDefault("what"),
        EntryKind.AccessRefused => entry.Detail.GetValueOrDefault("route"),
        EntryKind.MessageSetAside or EntryKind.MessageRedriven or EntryKind.MessageDiscarded => entry.Detail.GetValueOrDefault("message"),
        _ => null,
    };

    /// <summary>Whether it is a day or an instant; the names of editions look like days, and are none.</summary>
    public static bool IsTime(string fact) => fact is "receivedAt" or "knownAt" or "since" or "asOf" or "day" or "on";

    /// <summary>In the reader's language; the word itself for one that has no name here.</summary>
    public static string Of(string fact) => Names.TryGetValue(fact, out var name) ? Texts.T(name.Zh, name.En) : fact;
}
