using System.Collections.Frozen;
using CreditShare.ExchangeLog.Entries;
using CreditShare.Pages.Language;
using CreditShare.Pages.Showing;

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
        ["fault"] = ("程序中的故障名", "Fault, as the program calls it"),
        ["bytes"] = ("字节数", "Bytes"),
        ["case"] = ("联合奖惩措施任务", "Case of a measure"),
        ["round"] = ("轮次", "Round"),
        ["measure"] = ("措施", "Measure"),
        ["on"] = ("办理日期", "Done on"),
        ["objection"] = ("异议", "Objection"),
        ["answers"] = ("答复树根", "Root of the answers"),
        ["lines"] = ("行数", "Lines"),
        ["refused"] = ("未受理的行", "Lines refused"),
        ["count"] = ("数量", "Number"),
        ["host"] = ("主机", "Host"),
        ["digest"] = ("内容 SHA-256", "SHA-256 of the content"),
        ["first"] = ("第一个", "First"),
        ["last"] = ("最后一个", "Last"),
        ["items"] = ("条数", "Items"),
        ["records"] = ("记录数", "Records"),
        ["contents"] = ("内容数", "Contents"),
        ["unreadable"] = ("无法读取的", "Unreadable"),
        ["watched"] = ("关注的主体数", "Subjects watched"),
        ["expired"] = ("已到期的关注", "Watches that expired"),
        ["state"] = ("状态", "State"),
        ["cases"] = ("任务数", "Cases"),
        ["namedCity"] = ("所称城市", "City it names"),
        ["timeFrom"] = ("期限起算日", "Time runs from"),
        ["timeDue"] = ("应办结日", "Due on"),
        ["timeLatest"] = ("最迟办结日", "Due at latest"),
        ["timeDone"] = ("办结日", "Done on"),
        ["inTime"] = ("是否按期", "In time"),
        ["comparison"] = ("比对号", "Comparison"),
        ["sent"] = ("报送的记录数", "Records sent"),
        ["held"] = ("保存的记录数", "Records held"),
        ["missing"] = ("缺少", "Missing"),
        ["extra"] = ("多出", "Extra"),
        ["different"] = ("不同", "Different"),
        ["more"] = ("另有未列出的差异", "More than are named"),
        ["notice"] = ("变更通知", "Notice"),
        ["city"] = ("城市", "City"),
        ["sentDigest"] = ("报送方摘要", "Digest of what was sent"),
        ["heldDigest"] = ("登记库摘要", "Digest of what is held"),
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, (string Zh, string En)> Reads = new Dictionary<string, (string, string)>
    {
        ["page"] = ("页面", "A page"),
        ["entries"] = ("查找条目", "Entries, searched"),
        ["entry"] = ("一个条目", "An entry"),
        ["export"] = ("导出条目", "Entries, as a file"),
        ["proof"] = ("证明", "A proof"),
        ["replay"] = ("复算", "A replay"),
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, (string Zh, string En)> Questions = new Dictionary<string, (string, string)>
    {
        ["punishments"] = ("惩戒措施", "Punishments"),
        ["rewards"] = ("激励措施", "Rewards"),
        ["records"] = ("信用记录", "Records"),
        ["list"] = ("联合奖惩措施任务清单", "The list of cases"),
        ["one"] = ("一项联合奖惩措施任务", "One case"),
        ["inquiries"] = ("查询记录", "Inquiries"),
        ["objections"] = ("异议", "Objections"),
        ["own"] = ("本主体的记录", "The subject's own records"),
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, (string Zh, string En)> Pages = new Dictionary<string, (string, string)>
    {
        // Of a search by name.
        ["first"] = ("第一页", "The first"),
        ["further"] = ("后面的一页", "A further one"),
        ["/committee"] = ("各市情况", "The cities side by side"),
        ["/committee/log"] = ("交换日志", "Exchange log"),
        ["/committee/log/entry"] = ("日志条目", "An entry"),
        ["/committee/catalogue"] = ("信息目录", "Catalogue"),
        ["/committee/measures"] = ("措施清单", "Measures"),
        ["/committee/laws"] = ("法规登记册", "Laws"),
        ["/committee/health"] = ("日志运行情况", "Health of the log"),
        ["/committee/agencies"] = ("用信机构", "Agencies"),
        ["/committee/agencies/{agency}"] = ("用信机构的情况", "An agency"),
        ["/committee/cities/{city}"] = ("城市的归集质量", "A city"),
        ["/committee/cities/{city}/objections"] = ("城市的未结异议", "A city's open objections"),
        ["/committee/cities/{city}/notice"] = ("城市的月度通报", "A city's monthly notice"),
        ["/committee/cities/{city}/notice.xlsx"] = ("城市的月度通报（工作簿）", "A city's monthly notice, as a workbook"),
        ["/committee/notice"] = ("月度通报", "Monthly notice"),
        ["/committee/notice.xlsx"] = ("月度通报（工作簿）", "Monthly notice, as a workbook"),
        ["/committee/spot-checks"] = ("抽查", "Spot checks"),
    }.ToFrozenDictionary();

    /// <summary>What an entry about no record is about: the page, entry or route that was asked for; null if it names none.</summary>
    public static string? Object(LogEntry entry) => entry.Kind switch
    {
        EntryKind.LogRead => Fact(entry, "page") ?? Fact(entry, "entry") ?? Fact(entry, "what"),
        EntryKind.AccessRefused => entry.Detail.GetValueOrDefault("route"),
        EntryKind.MessageSetAside or EntryKind.MessageRedriven or EntryKind.MessageDiscarded => entry.Detail.GetValueOrDefault("message"),
        _ => null,
    };

    /// <summary>Whether it is a day or an instant; the names of editions look like days, and are none.</summary>
    private static bool IsTime(string fact) => fact is "receivedAt" or "knownAt" or "since" or "asOf" or "day" or "on" or "timeFrom" or "timeDue" or "timeLatest" or "timeDone";

    /// <summary>In the reader's language; the word itself for one that has no name here.</summary>
    public static string Of(string fact) => Names.TryGetValue(fact, out var name) ? Texts.T(name.Zh, name.En) : fact;

    /// <summary>What a fact says, in the reader's language: days and instants as they are written, words that have a name here by that; all else as it is.</summary>
    public static string Value(string fact, string value) => fact switch
    {
        "what" => Named(Reads, value),
        "asked" => Named(Questions, value),
        "page" => Named(Pages, value),
        "state" => value == "all" ? Texts.T("全部", "All") : CaseStateWords.Of(value),
        "inTime" or "more" => value == "true" ? Texts.T("是", "yes") : Texts.T("否", "no"),
        _ => IsTime(fact) ? Shown.Iso(value) : value,
    };

    private static string? Fact(LogEntry entry, string fact) => entry.Detail.TryGetValue(fact, out var value) ? Value(fact, value) : null;

    private static string Named(FrozenDictionary<string, (string Zh, string En)> names, string word) => names.TryGetValue(word, out var name) ? Texts.T(name.Zh, name.En) : word;
}
