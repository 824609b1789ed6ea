using CreditShare.Committee.Statistics;
using CreditShare.Pages.Language;

namespace CreditShare.Committee.Pages.Cities;

/// <summary>The monthly notice (通报) of one city or of all: how many records came, how many could be kept, how many came in time. Describes cities, never subjects.</summary>
/// <param name="Title">What the table is headed with, in the reader's language.</param>
/// <param name="Who">Title of the first column.</param>
/// <param name="Month">First day, China's calendar.</param>
/// <param name="Rows">By city or by catalogue item.</param>
/// <param name="Total">All rows together.</param>
/// <param name="At">When it was counted, UTC.</param>
/// <param name="Counted">How current the counts are.</param>
/// <param name="IsByItem">Whether the rows are catalogue items; else they are cities.</param>
public sealed record Notice(string Title, string Who, DateOnly Month, IReadOnlyList<NoticeRow> Rows, NoticeRow Total, DateTimeOffset At, Counted Counted, bool IsByItem)
{
    /// <summary>Titles of the columns behind the first, in order.</summary>
    public static IReadOnlyList<string> Columns =>
    [
        Texts.T("归集条数", "Received"), Texts.T("入库条数", "Accepted"), Texts.T("退回条数", "Refused"), Texts.T("合规率", "Compliance rate"), Texts.T("及时率", "Timeliness rate"),
        Texts.T("迟报率", "Late rate"), Texts.T("异议", "Objections"), Texts.T("修复", "Repairs"),
    ];

    /// <summary>What the numbers are of, for those who add them up: objections are counted by another measure in an item's row than in a city's.</summary>
    public string Remark => Texts.T("归集条数为当月认定的全部上报记录；迟报率为及时率以外的部分。", "Received: all records decided in the month. The late rate is what is not in time. ") + (IsByItem ? ObjectionsByItem : "") + FigureTexts.Rates;

    private static string ObjectionsByItem => Texts.T(
        "异议：合计为当月提出的异议，各事项为当月标注异议的记录，两者可以不同。",
        "Objections: the total counts those filed in the month, an item's row the records marked as disputed in it, so they may differ. ");
}

/// <param name="Name">City or catalogue item, in the reader's language.</param>
/// <param name="Link">Its page; null if it has none.</param>
/// <param name="Received">归集条数.</param>
/// <param name="Accepted">入库条数.</param>
/// <param name="Rejected">Refused with reasons.</param>
/// <param name="ComplianceRate">合规率, 0 to 1; null where nothing was judged.</param>
/// <param name="TimelinessRate">及时率, 0 to 1; null where nothing was stated for the first time.</param>
/// <param name="Objections">异议.</param>
/// <param name="Repairs">修复.</param>
public sealed record NoticeRow(string Name, string? Link, long Received, long Accepted, long Rejected, double? ComplianceRate, double? TimelinessRate, long Objections, long Repairs)
{
    /// <summary>及时率 as it is shown, in tenths of a percent: with the late rate it gives the whole.</summary>
    public double? TimelinessRate { get; } = TimelinessRate is { } rate ? Math.Round(rate, Digits, MidpointRounding.AwayFromZero) : null;

    /// <summary>迟报率, 0 to 1: what the timeliness rate as it is shown leaves of the whole.</summary>
    public double? LateRate => TimelinessRate is { } rate ? Math.Round(1 - rate, Digits) : null;

    private const int Digits = 3;

    public static NoticeRow Of(string name, string? link, Figures figures) => new(
        name, link, figures.Received, figures.Accepted, figures.Rejected, figures.ComplianceRate, figures.TimelinessRate, figures.Objections.Filed, figures.Repairs);

    /// <summary>A row for each item, and last one for the records that are in none, so that the rows add up to the total.</summary>
    public static IReadOnlyList<NoticeRow> ByItem(Figures figures) => [.. figures.AllItems().Select(Of)];

    private static NoticeRow Of(ItemFigure item) => new(
        $"{FigureTexts.Item(item)} {item.Item}".TrimEnd(), null,
        item.Received, item.Accepted, item.Rejected, item.ComplianceRate, item.TimelinessRate, item.Objections, item.Repairs);
}
