using System.Globalization;
using CreditShare.Domain.Calendar;
using CreditShare.Domain.Catalogue;
using CreditShare.Domain.Profiles;
using CreditShare.Domain.Records;

namespace CreditShare.Domain.Lifecycle;

/// <summary>
/// The days that govern an adverse record, each with the rule that gives it. A function of the record, the editions and nothing else: the same whoever asks, and whenever.
/// </summary>
public sealed record RecordClocks
{
    public required Severity Severity { get; init; }

    /// <summary>Why it has that severity.</summary>
    public required ClockRule SeverityRule { get; init; }

    /// <summary>Edition of the rules of publicity and repair in force on the day of the decision.</summary>
    public required string Publicity { get; init; }

    /// <summary>First day of publicity: the day of the decision. Absent where the record is not published.</summary>
    public Clock? PublicFrom { get; init; }

    /// <summary>Last day of publicity. Absent where the record is not published.</summary>
    public Clock? PublicUntil { get; init; }

    /// <summary>First day on which it may be repaired, if its duty is met by then; its day is absent where the law bars an early repair.</summary>
    public required Clock EarliestRepair { get; init; }

    /// <summary>Last day on which it is shared and used. Absent where it is not shared at all.</summary>
    public Clock? Expiry { get; init; }

    /// <summary>Last day on which its content may be kept; it is deleted on the next.</summary>
    public required Clock KeptUntil { get; init; }

    /// <summary>By when the open objection is to be settled. Absent where none is open.</summary>
    public ObjectionDue? Objection { get; init; }

    /// <summary>Null for records that state nothing adverse, and for days without a catalogue edition.</summary>
    /// <param name="record">A record that has stood.</param>
    /// <param name="objection">The objection that is open.</param>
    /// <param name="book">Editions and calendar.</param>
    public static RecordClocks? Of(CreditRecord record, OpenObjection? objection, LifecycleBook book)
    {
        if (!SeverityRules.IsAdverse(record) || record.DecidedOn is not { } decided || book.Catalogue.InForceOn(decided) is not { } edition
            || edition.Find(record.Item ?? "") is not { } item)
            return null;
        var severity = SeverityRules.Of(record, item, edition);
        var rules = book.Publicity.On(decided);
        var span = rules.SpanOf(severity, item);
        var shared = SharedPeriod.Of(record, item, edition, book.Publicity);
        var earliest = RepairRules.EarliestDay(record, item, edition, book.Publicity);
        var until = shared?.Until is { } last ? new Clock(last, ClockRules.Until(record, severity, span, rules, last)) : null;
        return new()
        {
            Severity = severity,
            SeverityRule = ClockRules.Severity(record, severity, edition),
            Publicity = rules.Id,
            PublicFrom = shared is null ? null : new(decided, ClockRules.From(rules)),
            PublicUntil = until,
            Expiry = until,
            EarliestRepair = new(earliest, ClockRules.Repair(severity, item, book.Publicity, earliest)),
            KeptUntil = new(RetentionRules.LastDay(decided, record.Item, book.Catalogue), ClockRules.Kept(item)),
            Objection = objection is null ? null : ObjectionDue.Of(objection, book.WorkingDays),
        };
    }
}

/// <summary>A day and the rule that gives it.</summary>
/// <param name="Day">China's calendar; absent where the rule gives none.</param>
/// <param name="Rule">Why.</param>
public sealed record Clock(DateOnly? Day, ClockRule Rule);

/// <param name="Zh">In Chinese.</param>
/// <param name="En">In English.</param>
/// <param name="Basis">As it is cited.</param>
public sealed record ClockRule(string Zh, string En, string Basis);

/// <param name="Stage">Objection or review.</param>
/// <param name="ReceivedOn">Day of receipt.</param>
/// <param name="DueOn">Fifth working day.</param>
/// <param name="LatestOn">Twentieth working day.</param>
/// <param name="Rule">Why.</param>
public sealed record ObjectionDue(DisputeStage Stage, DateOnly ReceivedOn, DateOnly DueOn, DateOnly LatestOn, ClockRule Rule)
{
    internal static ObjectionDue Of(OpenObjection objection, WorkingDays calendar)
    {
        var clock = ObjectionClock.From(objection.ReceivedOn, calendar);
        return new(objection.Stage, clock.ReceivedOn, clock.DueOn, clock.LatestOn, ClockRules.Objection);
    }
}

/// <summary>The rules in words.</summary>
internal static class ClockRules
{
    private const string ZhejiangRegulation = "《浙江省公共信用信息管理条例》";

    public static readonly ClockRule Objection = new(
        "异议应自受理之日起 5 个工作日内办结，情况复杂的最长 20 个工作日；按国家公布的节假日安排计算，受理当日不计。",
        "An objection is settled within 5 working days of its receipt, 20 at most where it is complex; by the announced calendar, the day of receipt not counted.",
        ZhejiangRegulation + "第30条、第31条");

    public static ClockRule Severity(CreditRecord record, Severity severity, CatalogueEdition edition) => new(
        record.Severity is not null ? $"认定机关认定为{Word(severity)}。"
            : record.Kind == RecordKind.Dishonesty ? $"列入名单，按目录 {edition.Id} 的事项为{Word(severity)}。"
            : $"按处罚类别和金额（{Amount(edition.LargeFineYuan)} 元以上为严重）为{Word(severity)}。",
        record.Severity is not null ? $"The authority found it {RecordWords.Word(severity)}."
            : record.Kind == RecordKind.Dishonesty ? $"A listing; {RecordWords.Word(severity)} by its item in catalogue {edition.Id}."
            : $"{RecordWords.Word(severity)} by the kinds and amount of the penalty (serious from {Amount(edition.LargeFineYuan)} yuan).",
        "《信用修复管理办法》");

    public static ClockRule From(PublicityEdition rules) => new("自作出决定之日起公示。", "Published from the day of the decision.", rules.Title);

    public static ClockRule Until(CreditRecord record, Severity severity, PublicitySpan span, PublicityEdition rules, DateOnly until)
    {
        if (record.PublicUntil == until)
            return new("认定机关确定的公示截止日。", "The end that the authority set.", rules.Title);
        return span.MostFrom(record.DecidedOn!.Value) == until
            ? new($"{Word(severity)}：最长公示 {span.MostMonths} 个月，自决定次日起算。", $"{RecordWords.Word(severity)}: published {span.MostMonths} months at most, the day of the decision not counted.", rules.Title)
            : new("修复规则变更后，按新规则的最长公示期（不早于旧规则的最后一日）。", "By the longest period of the rules that followed, and not before the last day of the old ones.", "《信用修复管理办法》");
    }

    public static ClockRule Repair(Severity severity, CatalogueItem item, PublicityEditions publicity, DateOnly? earliest)
    {
        if (earliest is not { } day)
            return new($"依法不得提前修复（{item.Zh}）；最长公示期满后自动停止。", $"The law bars an early repair ({item.En}); it ends with its longest period.", string.Join("；", item.Basis.Select(basis => basis.Law)));
        var rules = publicity.On(day);
        var least = rules.SpanOf(severity, item).LeastMonths;
        return least == 0
            ? new($"{Word(severity)}：履行义务后即可申请修复。", $"{RecordWords.Word(severity)}: a repair may be applied for once the duty is met.", rules.Title)
            : new($"{Word(severity)}：最短公示 {least} 个月期满且已履行义务后，方可申请修复。", $"{RecordWords.Word(severity)}: a repair may be applied for once {least} months of publicity have passed and the duty is met.", rules.Title);
    }

    public static ClockRule Kept(CatalogueItem item) => new(
        $"不良信息自决定之日起保存 {item.RetentionYears} 年，期满删除。", $"Adverse information is kept for {item.RetentionYears} years from the decision and then deleted.", ZhejiangRegulation + "第16条");

    private static string Word(Severity severity) => severity switch
    {
        Catalogue.Severity.Minor => "轻微",
        Catalogue.Severity.General => "一般",
        _ => "严重",
    };

    private static string Amount(decimal yuan) => yuan.ToString("0.##", CultureInfo.InvariantCulture);
}
