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
public sealed record Notice(string Title, string Who, DateOnly Month, IReadOnlyList<NoticeRow> Rows, NoticeRow Total, DateTimeOffset At, Counted Counted)
{
    /// <summary>Titles of the columns behind the first, in order.</summary>
    public static IReadOnlyList<string> Columns =>
    [
        Texts.T("归集条数", "Received"), Texts.T("入库条数", "Accepted"), Texts.T("未通过条数", "Rejected"), Texts.T("合规率", "Compliance rate"), Texts.T("及时率", "Timeliness rate"),
        Texts.T("迟报率", "Late rate"), Texts.T("异议", "Objections"), Texts.T("修复", "Repairs"),
    ];

    public static string Remark => Texts.T(
        "归集条数为当月认定的全部上报记录；合规率＝入库／（入库＋未通过＋重复认定），原样重报不计；及时率＝作出决定后七个工作日内报送的／首次报送并入库的，迟报率为其余部分。仅说明各市工作情况，不涉及对信用主体的任何评价。",
        "Received: all records decided in the month. Compliance rate: accepted / (accepted + rejected + duplicate); what was held already, byte for byte, counts neither way. Timeliness rate: pushed within seven working days of the decision / accepted for the first time; the late rate is the rest. Describes cities, never subjects.");
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
    /// <summary>迟报率, 0 to 1.</summary>
    public double? LateRate => 1 - TimelinessRate;

    public static NoticeRow Of(string name, string? link, Figures figures) => new(
        name, link, figures.Received, figures.Accepted, figures.Rejected, figures.ComplianceRate, figures.TimelinessRate, figures.Objections.Filed, figures.Repairs);

    public static NoticeRow Of(ItemFigure item) => new(
        $"{Texts.T(item.Zh ?? "目录中没有的事项", item.En ?? "not in the catalogue")} {item.Item}", null,
        item.Received, item.Accepted, item.Rejected, item.ComplianceRate, item.TimelinessRate, item.Objections, item.Repairs);
}
