using CreditShare.Domain.Catalogue;
using CreditShare.Domain.Law;
using CreditShare.Domain.Lookups;
using CreditShare.Domain.Measures;
using CreditShare.Storage.Seeds;
using static CreditShare.Pages.Language.Texts;

namespace CreditShare.Committee.Pages.Catalogue;

/// <summary>Items and measures as their members are shown, on the page of one edition and between two.</summary>
internal sealed class EntryReadings(SeedFolder seeds, MemberNames names)
{
    public EditionEntry Read(CatalogueItem item) => new(item.Id, T(item.Zh, item.En),
    [
        new(T("名称", "Name"), T(item.Zh, item.En)),
        new(T("性质", "Says"), CatalogueNames.Of(item.Kind)),
        new(T("记录种类", "Kinds of record"), CatalogueNames.Words(item.RecordKinds)),
        new(T("领域", "Field"), CatalogueNames.Word(item.Domain)),
        new(T("依据", "Basis"), Basis(item.Basis)),
        new(T("共享类别", "Sharing"), CatalogueNames.Of(item.Sharing)),
        new(T("失信程度", "Severity"), CatalogueNames.SeverityOf(item)),
        new(T("最长公示期满前不得修复", "No early repair"), CatalogueNames.YesNo(item.EarlyRepairBarred)),
        new(T("保存年限", "Years kept"), T($"{item.RetentionYears} 年", $"{item.RetentionYears}")),
        new(T("法规人员已核对", "Checked by legal staff"), CatalogueNames.YesNo(item.Verified)),
    ]);

    public EditionEntry Read(Measure measure) => new(measure.Id, T(measure.Zh, measure.En),
    [
        new(T("名称", "Name"), T(measure.Zh, measure.En)),
        new(T("种类", "Kind"), CatalogueNames.Of(measure.Kind)),
        new(T("必须执行", "Binding"), CatalogueNames.YesNo(measure.Binding)),
        new(T("触发记录", "Triggered by"), Triggers(measure)),
        new(T("依据", "Basis"), Basis(measure.Basis)),
        new(T("适用城市", "Cities"), Cities(measure)),
        new(T("期限", "Lasts"), CatalogueNames.Duration(measure.Duration)),
        new(T("执行部门", "Charged"), CatalogueNames.Words(measure.ChargedKinds)),
        new(T("办理时限", "Answer within"), T($"{measure.DeadlineWorkingDays} 个工作日", $"{measure.DeadlineWorkingDays} working days")),
        new(T("法规人员已核对", "Checked by legal staff"), CatalogueNames.YesNo(measure.Verified)),
    ]);

    /// <summary>As it is cited; what is out of force on a day is marked.</summary>
    /// <param name="basis">The articles.</param>
    /// <param name="day">China's calendar; null marks nothing.</param>
    /// <returns>Each article as it is cited, which is Chinese, and what is to be said of it in the reader's language.</returns>
    public IEnumerable<(string Cited, string Mark)> Articles(IReadOnlyList<Basis> basis, DateOnly? day = null) => basis.Select(article => (
        seeds.Laws.Cite(article).Text,
        (article.Article is null ? T("（条文待核）", " (article to be found)") : "")
        + (day is { } known && !seeds.Laws.IsInForce(article.Law, article.Article, known) ? T("【已失效】", " [not in force]") : "")));

    private string Basis(IReadOnlyList<Basis> basis) => string.Join(T("；", "; "), Articles(basis).Select(article => article.Cited + article.Mark));

    private string Cities(Measure measure) => measure.Provinces.Count == 0
        ? T("全部城市（全国清单）", "all cities (national list)")
        : seeds.CityCodes.Where(measure.IsPublishedIn).Select(names.City).ToList() is { Count: > 0 } cities ? string.Join(T("、", ", "), cities) : T("无", "none");

    private string Triggers(Measure measure) => measure.Triggers.Count == 0
        ? T("不由记录直接触发", "no record by itself")
        : string.Join(T("；", "; "), measure.Triggers.Select(trigger => $"{trigger.Item} {names.Item(trigger.Item)}"
            + (trigger.MinSeverity is { } severity ? T($"（{CatalogueNames.Of(severity)}以上）", $" ({CatalogueNames.Of(severity)} or worse)") : "")
            + (trigger.PenaltyKinds is { Count: > 0 } kinds ? $" {CatalogueNames.Words(kinds)}" : "")));
}
