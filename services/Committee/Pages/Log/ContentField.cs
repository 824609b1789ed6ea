using System.Collections.Frozen;
using System.Text.Encodings.Web;
using System.Text.Json;
using CreditShare.Committee.Pages.Catalogue;
using CreditShare.Domain.Catalogue;
using CreditShare.Domain.Records;
using CreditShare.ExchangeLog.Entries;
using CreditShare.Pages.Showing;
using static CreditShare.Pages.Language.Texts;

namespace CreditShare.Committee.Pages.Log;

/// <summary>A field of what an entry commits to, whatever its kind, as an auditor reads it.</summary>
/// <param name="Name">Of the field, or its place in a list.</param>
/// <param name="Value">What it says: words, days and amounts as the reader writes them; null where it has parts.</param>
/// <param name="Code">The code that the value names; null of all else.</param>
/// <param name="IsQuoted">Whether the value is somebody's own text, which is Chinese.</param>
public sealed record ContentField(string Name, string? Value, string? Code = null, bool IsQuoted = false)
{
    /// <summary>Places of a list that are shown; the content itself has them all.</summary>
    private const int MostShown = 50;

    private const int CityDigits = 6;

    private static readonly JsonSerializerOptions AsRead = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // Addresses, for programs.
    private static readonly FrozenSet<string> Unshown = FrozenSet.Create(StringComparer.Ordinal, "links", "next");

    // Their names look like days, and are none.
    private static readonly FrozenSet<string> Editions = FrozenSet.Create(StringComparer.Ordinal, "catalogue", "measures", "publicity", "laws", "entitlements", "edition");

    private static readonly FrozenDictionary<string, (string Zh, string En)> Names = new Dictionary<string, (string, string)>
    {
        ["account"] = ("账号", "Account"),
        ["agency"] = ("用信机构", "Agency"),
        ["answer"] = ("答复（承诺或条目）", "Answer (its commitment, or its entry)"),
        ["answeredAt"] = ("答复时间", "Answered at"),
        ["applied"] = ("是否执行", "Applied"),
        ["article"] = ("条", "Article"),
        ["asked"] = ("查询内容", "Asked"),
        ["at"] = ("时间", "At"),
        ["atLatest"] = ("最迟办结日", "To be settled at latest on"),
        ["authority"] = ("决定机关", "Deciding authority"),
        ["basis"] = ("依据", "Basis"),
        ["binding"] = ("必须执行", "Binding"),
        ["caseNumber"] = ("办件编号", "Case number"),
        ["change"] = ("变更", "Change"),
        ["city"] = ("城市", "City"),
        ["cityName"] = ("城市名称", "Name of the city"),
        ["claimBy"] = ("最迟认领日", "To be claimed by"),
        ["claimed"] = ("认领", "Claimed"),
        ["claimedLate"] = ("逾期认领", "Claimed late"),
        ["clocks"] = ("期限", "Its days"),
        ["code"] = ("代码", "Code"),
        ["complete"] = ("已全部查找", "Looked through to the end"),
        ["confirmation"] = ("确认", "Confirmation"),
        ["contact"] = ("联系方式", "Contact"),
        ["crossProvince"] = ("外省记录", "Of another province"),
        ["cursor"] = ("顺序号", "Place in the order"),
        ["day"] = ("日期", "Day"),
        ["decidedAt"] = ("认定时间", "Decided at"),
        ["decidedOn"] = ("决定日期", "Decided on"),
        ["decision"] = ("认定条目", "Entry of the decision"),
        ["disputed"] = ("异议中", "Disputed"),
        ["documentNumber"] = ("文号", "Document number"),
        ["done"] = ("办理情况", "What was done"),
        ["dueOn"] = ("应办结日", "Due on"),
        ["earlier"] = ("以前各轮", "Earlier rounds"),
        ["earliestRepair"] = ("最早可修复日", "May be repaired from"),
        ["edition"] = ("措施清单版本", "Edition of measures"),
        ["ended"] = ("措施终止原因", "Why the measure ended"),
        ["expired"] = ("已到期的记录", "Records whose time ended"),
        ["expiry"] = ("到期日", "Expires"),
        ["feedback"] = ("反馈", "Feedback"),
        ["feedbackBy"] = ("最迟反馈日", "Feedback due by"),
        ["feedbackOverdue"] = ("逾期未反馈", "Feedback overdue"),
        ["filedAt"] = ("提出时间", "Filed at"),
        ["fromVersion"] = ("所知版本", "Version that was told"),
        ["ground"] = ("理由", "Ground"),
        ["grounds"] = ("异议理由", "Grounds"),
        ["id"] = ("编号", "Id"),
        ["index"] = ("日志序号", "Index in the log"),
        ["isOldName"] = ("是否曾用名", "A former name"),
        ["item"] = ("目录事项", "Catalogue item"),
        ["itemTitle"] = ("事项名称", "Name of the item"),
        ["items"] = ("内容", "What it lists"),
        ["keptUntil"] = ("保存至", "Kept until"),
        ["key"] = ("记录", "Record"),
        ["kind"] = ("类型", "Kind"),
        ["knownAt"] = ("登记时间", "Held since"),
        ["lastDay"] = ("最后一日", "Last day"),
        ["latestOn"] = ("最迟办结日", "At latest on"),
        ["law"] = ("法规", "Law"),
        ["legalBasis"] = ("依据", "Legal basis"),
        ["list"] = ("清单查询", "One of a list"),
        ["logEntry"] = ("日志条目", "Log entry"),
        ["markedAt"] = ("标注时间", "Marked at"),
        ["match"] = ("名称相符程度", "How the name matches"),
        ["matchedName"] = ("相符的名称", "Name that matches"),
        ["measure"] = ("措施", "Measure"),
        ["more"] = ("还有后续", "There is more"),
        ["name"] = ("名称", "Name"),
        ["note"] = ("说明", "Note"),
        ["objection"] = ("异议期限", "The objection's days"),
        ["on"] = ("办理日期", "Done on"),
        ["opened"] = ("任务产生", "Opened"),
        ["outcome"] = ("办理结果", "Outcome"),
        ["publicFrom"] = ("公示自", "Public from"),
        ["publicUntil"] = ("公示至", "Public until"),
        ["publicity"] = ("公示规则版本", "Publicity rules"),
        ["publishedIn"] = ("公布于", "Published in"),
        ["publishedThere"] = ("记录所在城市也公布", "Published in the record's city too"),
        ["purpose"] = ("用途", "Purpose"),
        ["receivedOn"] = ("收到日期", "Received on"),
        ["record"] = ("记录", "Record"),
        ["recordCity"] = ("记录所属城市", "City of the record"),
        ["records"] = ("记录", "Records"),
        ["released"] = ("解除", "Released"),
        ["result"] = ("结果", "Result"),
        ["revision"] = ("档案修订号", "Revision of the profile"),
        ["rule"] = ("规则", "Rule"),
        ["settleBy"] = ("应办结日", "To be settled by"),
        ["settledAt"] = ("办结时间", "Settled at"),
        ["severity"] = ("失信程度", "Severity"),
        ["severityRule"] = ("失信程度的认定", "How the severity follows"),
        ["sharedFrom"] = ("共享自", "Shared from"),
        ["sharedUntil"] = ("共享至", "Shared until"),
        ["sharing"] = ("共享属性", "Sharing"),
        ["since"] = ("关注自", "Since"),
        ["stage"] = ("阶段", "Stage"),
        ["state"] = ("状态", "State"),
        ["subject"] = ("主体", "Subject"),
        ["term"] = ("查找的名称", "Name looked for"),
        ["text"] = ("内容", "Text"),
        ["title"] = ("名称", "Title"),
        ["toVersion"] = ("变更后版本", "Version now"),
        ["until"] = ("截止日", "Until"),
        ["verified"] = ("已核对法规原文", "Checked against the law"),
        ["version"] = ("版本", "Version"),
        ["words"] = ("说明", "In words"),
        ["workingDays"] = ("办理工作日数", "Working days given"),
    }.ToFrozenDictionary();

    // Words that have no other place where they are called something.
    private static readonly FrozenDictionary<string, (string Zh, string En)> Words = new Dictionary<string, (string, string)>
    {
        ["open"] = ("未办结", "open"),
        ["confirmed"] = ("已确认", "confirmed"),
        ["filed"] = ("已提出", "filed"),
        ["settled"] = ("已办结", "settled"),
        ["shared"] = ("共享中", "shared"),
        ["not-shared"] = ("不共享", "not shared"),
        ["expired"] = ("已到期", "time ended"),
        ["ended"] = ("已终止", "ended"),
        ["withdrawn"] = ("记录已撤销", "the record was withdrawn"),
        ["repaired"] = ("记录已修复", "the record was repaired"),
        ["record-ended"] = ("记录已终止", "the record has ended"),
        ["corrected"] = ("记录更正后不再触发", "the record was corrected, and is no ground any more"),
        ["not-held"] = ("记录不再保存，或属于其他主体", "the record is held no more, or about another subject"),
        ["measure-ended"] = ("措施本身已到期或失效", "the measure's own term or ground has ended"),
        ["exact"] = ("完全相同", "the same"),
        ["company-form"] = ("仅组织形式不同", "the same but for the form of company"),
        ["prefix"] = ("以此开头", "begins with it"),
        ["contained"] = ("包含", "contains it"),
        ["review"] = ("复核", "review"),
        ["objection"] = ("异议", "objection"),
        ["upheld"] = ("成立", "upheld"),
        ["partly"] = ("部分成立", "upheld in part"),
        ["rejected"] = ("不成立", "rejected"),
        ["report"] = ("信用报告", "a report"),
        ["punishment"] = ("惩戒", "punishment"),
        ["check"] = ("核查", "check"),
        ["disclosure"] = ("公示告知", "disclosure"),
        ["reward"] = ("激励", "reward"),
    }.ToFrozenDictionary();

    /// <summary>In their order; empty where it has a value.</summary>
    public IReadOnlyList<ContentField> Parts { get; init; } = [];

    /// <param name="content">What an entry commits to.</param>
    /// <param name="names">Of cities, agencies, purposes and items.</param>
    /// <returns>Its fields; null for what is no JSON, has none, or is of a form that no entry's content has.</returns>
    internal static IReadOnlyList<ContentField>? Of(byte[] content, MemberNames names)
    {
        try
        {
            using var json = JsonDocument.Parse(content);
            var fields = json.RootElement.ValueKind == JsonValueKind.Object ? Members(json.RootElement, names) : [Field("index", json.RootElement, names)];
            return fields.Count > 0 ? fields : null;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>What a reader calls a member, in the reader's language; the member itself for one that has no name here.</summary>
    internal static string NameOf(string member) => Names.TryGetValue(member, out var name) ? T(name.Zh, name.En) : member;

    /// <summary>Whether a member is told at all.</summary>
    internal static bool IsShown(string member) => !Unshown.Contains(member);

    /// <summary>A member without the language that it is in; null for one that says it in the language that the reader does not read.</summary>
    internal static string? Spoken(string member, Func<string, bool> has)
    {
        var (own, other) = IsChinese ? ("Zh", "En") : ("En", "Zh");
        // zh and en alone, and name beside nameEn.
        if (member is "zh" or "en")
            return member == (IsChinese ? "zh" : "en") ? "words" : null;
        if (member.EndsWith(own, StringComparison.Ordinal))
            return member[..^own.Length];
        if (member.EndsWith(other, StringComparison.Ordinal))
            return has(member[..^other.Length] + own) || has(member[..^other.Length]) ? null : member[..^other.Length];
        return !IsChinese && has(member + own) ? null : member;
    }

    private static IReadOnlyList<ContentField> Members(JsonElement element, MemberNames names) =>
    [
        .. element.EnumerateObject().Where(member => IsShown(member.Name) && member.Value.ValueKind != JsonValueKind.Null)
            .Select(member => (Name: Spoken(member.Name, other => element.TryGetProperty(other, out _)), member.Value))
            .Where(member => member.Name is not null).Select(member => Field(member.Name!, member.Value, names)),
    ];

    private static ContentField Field(string member, JsonElement value, MemberNames names)
    {
        // Of keys each city's stand under its code.
        var name = member.Length == CityDigits && member.All(char.IsAsciiDigit) ? names.City(member) : NameOf(member);
        return value.ValueKind switch
        {
            JsonValueKind.Object when member == "record" && Stated(value, names) is { } stated => new(name, null) { Parts = stated },
            JsonValueKind.Object => new(name, null) { Parts = Members(value, names) },
            JsonValueKind.Array when value.GetArrayLength() == 0 => new(name, T("无", "none")),
            JsonValueKind.Array when value[0].ValueKind is JsonValueKind.Object or JsonValueKind.Array => new(name, null) { Parts = Places(value, names) },
            JsonValueKind.Array => new(name, string.Join(T("、", ", "), value.EnumerateArray().Take(MostShown).Select(one => Said(member, one, names).Value)) + Rest(value.GetArrayLength())),
            _ => Said(member, value, names) with { Name = name },
        };
    }

    private static IReadOnlyList<ContentField> Places(JsonElement list, MemberNames names)
    {
        var shown = list.EnumerateArray().Take(MostShown).Select((one, place) => new ContentField(Shown.Number(place + 1), null) { Parts = Members(one, names) });
        return list.GetArrayLength() > MostShown ? [.. shown, new("…", Rest(list.GetArrayLength()))] : [.. shown];
    }

    private static string Rest(int length) => length > MostShown ? T($"……共 {Shown.Number(length)} 项，其余见原文", $"… {Shown.Number(length)} in all; the others stand in the content itself") : "";

    private static List<ContentField>? Stated(JsonElement record, MemberNames names) =>
        StatedField.Of(EntryKind.RecordDecided, JsonSerializer.SerializeToUtf8Bytes(record, AsRead), names)?.Select(field => new ContentField(field.Name, field.Value, field.Code, field.IsQuoted)).ToList();

    private static ContentField Said(string member, JsonElement value, MemberNames names)
    {
        var text = value.ValueKind switch
        {
            JsonValueKind.True => CatalogueNames.YesNo(true),
            JsonValueKind.False => CatalogueNames.YesNo(false),
            JsonValueKind.String => value.GetString()!,
            _ => value.GetRawText(),
        };
        if (value.ValueKind != JsonValueKind.String)
            return new(member, text);
        var said = member switch
        {
            "city" or "recordCity" or "publishedIn" => names.City(text),
            "agency" => names.Agency(text),
            "purpose" => names.Purpose(text),
            "item" => names.Item(text),
            "change" => ChangeWords.Of(text),
            "asked" when text != "report" => DetailNames.Value(member, text),
            "severity" => RecordWords.SeverityOf(text) is { } severity ? CatalogueNames.Of(severity) : text,
            "sharing" => Enum.TryParse<SharingClass>(text, out var sharing) ? CatalogueNames.Of(sharing) : text,
            "result" or "done" => OutcomeNames.Word(text),
            "state" when CaseStateWords.Of(text) is var state && state != text => state,
            "state" or "ended" or "match" or "asked" or "kind" or "stage" or "outcome" => Words.TryGetValue(text, out var word) ? T(word.Zh, word.En) : text,
            _ when Editions.Contains(member) => text,
            _ => Shown.Iso(text),
        };
        return new(member, said, said != text && member is "city" or "recordCity" or "agency" or "purpose" or "item" ? text : null, said == text && text.Any(letter => letter is >= '\u4e00' and <= '\u9fff'));
    }
}
