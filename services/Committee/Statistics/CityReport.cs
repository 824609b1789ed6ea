using CreditShare.Domain.Statistics;

namespace CreditShare.Committee.Statistics;

/// <summary>The cities side by side, and what the agencies did. Describes members, never subjects.</summary>
/// <param name="From">First month, such as <c>2026-01</c>; months are China's, by the instant of the decision or the call.</param>
/// <param name="Until">Last month.</param>
/// <param name="At">When it was read, UTC.</param>
/// <param name="Counted">How current the counts are.</param>
/// <param name="Cities">By code; every member city.</param>
/// <param name="Agencies">By code; those that did anything in these months.</param>
/// <param name="NoteZh">What the rates mean.</param>
/// <param name="NoteEn">What the rates mean.</param>
public sealed record CityReport(
    string From, string Until, DateTimeOffset At, Counted Counted, IReadOnlyList<CityFigures> Cities, IReadOnlyList<AgencyFigures> Agencies, string NoteZh, string NoteEn);

/// <summary>How current counts are: they hold the first <paramref name="Entries"/> entries of the log, and may hold later ones.</summary>
/// <param name="Entries">The place of the follower that counts.</param>
/// <param name="LogSize">Entries that the log had when it was looked at.</param>
public sealed record Counted(long Entries, long LogSize)
{
    /// <summary>Entries that are not counted yet; 0 when the counts are current.</summary>
    public long Behind => LogSize - Entries;
}

/// <param name="City">Code.</param>
/// <param name="Name">Chinese; null if it is no member any more.</param>
/// <param name="NameEn">English.</param>
/// <param name="Total">Of all the months.</param>
/// <param name="OpenObjections">As they stand now, whatever the months.</param>
/// <param name="Months">Every month of the span, in order, those in which nothing happened included.</param>
public sealed record CityFigures(string City, string? Name, string? NameEn, Figures Total, OpenObjections OpenObjections, IReadOnlyList<CityMonth> Months);

/// <param name="Month">Such as <c>2026-11</c>.</param>
/// <param name="Figures">Of the month.</param>
public sealed record CityMonth(string Month, Figures Figures);

/// <summary>What became of a city's records.</summary>
/// <param name="Received">All that were decided: accepted, rejected, repeated and duplicate.</param>
/// <param name="Accepted">New records, and new versions of records.</param>
/// <param name="Rejected">Refused with reasons.</param>
/// <param name="Repeated">Held already, byte for byte.</param>
/// <param name="Duplicate">The same decision is held under another key.</param>
/// <param name="ComplianceRate">合规率, 0 to 1: accepted / (accepted + rejected + duplicate); null where nothing was judged.</param>
/// <param name="Stated">Accepted for the first time, with a known day of decision: what times of pushing are counted of.</param>
/// <param name="TimelinessRate">及时率, 0 to 1: received within 7 working days of the decision / stated; null where nothing was stated.</param>
/// <param name="PushTimes">From decision to push, in working days.</param>
/// <param name="DecisionTimes">From push to the registry's decision.</param>
/// <param name="Corrections">Of the accepted.</param>
/// <param name="Withdrawals">Of the accepted.</param>
/// <param name="Repairs">Of the accepted.</param>
/// <param name="Items">By catalogue item, most received first; records whose item could not be read are missing.</param>
/// <param name="Rejections">Rejected and duplicate, by reason, most first; a record may have several.</param>
/// <param name="Objections">Filed and settled.</param>
public sealed record Figures(
    long Received, long Accepted, long Rejected, long Repeated, long Duplicate, double? ComplianceRate, long Stated, double? TimelinessRate, PushTimes PushTimes, DecisionTimes DecisionTimes,
    long Corrections, long Withdrawals, long Repairs, IReadOnlyList<ItemFigure> Items, IReadOnlyList<ReasonFigure> Rejections, ObjectionFigures Objections)
{
    /// <summary>Records that are in no item: with <see cref="Items"/> they are all. Null where there are none, and of several cities together.</summary>
    public ItemFigure? WithoutItem { get; init; }

    /// <summary>The items and, last, those that are in none: rows that add up to these figures, but for objections, of which an item has its marks.</summary>
    public IReadOnlyList<ItemFigure> AllItems() => WithoutItem is { } rest ? [.. Items, rest] : Items;
}

/// <param name="Item">Id of the catalogue item as it was stated; null of the records whose item was not, or could not be read.</param>
/// <param name="Zh">Its name in the newest edition that has it; null if none does.</param>
/// <param name="En">The same in English.</param>
/// <param name="Received">All that were decided: accepted, rejected, repeated and duplicate.</param>
/// <param name="Accepted">Records accepted.</param>
/// <param name="Rejected">Refused with reasons.</param>
/// <param name="ComplianceRate">As in the city's figures.</param>
/// <param name="Stated">As in the city's figures.</param>
/// <param name="TimelinessRate">As in the city's figures.</param>
/// <param name="Repairs">Of the accepted.</param>
/// <param name="Objections">Marks of an objection, set by the bureau or upon a subject's objection.</param>
public sealed record ItemFigure(
    string? Item, string? Zh, string? En, long Received, long Accepted, long Rejected, double? ComplianceRate, long Stated, double? TimelinessRate, long Repairs, long Objections);

/// <param name="Code">Of the reason.</param>
/// <param name="Count">Records with it.</param>
/// <param name="Entries">Ids of a few log entries that have it, the latest last.</param>
public sealed record ReasonFigure(string Code, long Count, IReadOnlyList<string> Entries);

/// <param name="Filed">With the system or with the bureau, in this time.</param>
/// <param name="Settled">In this time, whenever filed; by a resolution, or because the record ended.</param>
/// <param name="InTime">Settled within 5 working days of receipt.</param>
/// <param name="Extended">Within 20.</param>
/// <param name="Late">After that.</param>
/// <param name="MeanDays">Days from receipt to settlement; null where none was settled.</param>
public sealed record ObjectionFigures(long Filed, long Settled, long InTime, long Extended, long Late, double? MeanDays);

/// <param name="Count">Records to which an objection is open.</param>
/// <param name="Oldest">Day of receipt of the oldest; null where none is open.</param>
public sealed record OpenObjections(long Count, DateOnly? Oldest);

/// <param name="Agency">Its code.</param>
/// <param name="Name">Chinese; null if it is no longer in the register.</param>
/// <param name="NameEn">English.</param>
/// <param name="City">Code of its city; null if it is no longer in the register.</param>
/// <param name="Subjects">Subjects asked about and answered; a list counts as many as it has.</param>
/// <param name="ByPurpose">The same, by code of the purpose.</param>
/// <param name="Refused">Entries of refused calls: of a flood, one a minute.</param>
/// <param name="RefusedCalls">Refused calls.</param>
/// <param name="Claimed">Cases claimed.</param>
/// <param name="Applied">Cases fed back: the measure was applied.</param>
/// <param name="NotApplied">Cases fed back: it was not.</param>
/// <param name="Released">Cases released.</param>
public sealed record AgencyFigures(
    string Agency, string? Name, string? NameEn, string? City, long Subjects, IReadOnlyDictionary<string, long> ByPurpose, long Refused, long RefusedCalls, long Claimed, long Applied, long NotApplied,
    long Released);
