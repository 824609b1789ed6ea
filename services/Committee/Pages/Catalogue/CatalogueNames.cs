using CreditShare.Domain.Catalogue;
using CreditShare.Domain.Measures;
using CreditShare.Domain.Records;
using CreditShare.Pages.Showing;
using static CreditShare.Pages.Language.Texts;

namespace CreditShare.Committee.Pages.Catalogue;

/// <summary>Words of catalogue, measures and laws as a reader calls them; a word without a name as it stands.</summary>
internal static class CatalogueNames
{
    public static string Of(ItemKind kind) => kind switch
    {
        ItemKind.Base => T("基础信息", "base"),
        ItemKind.Neutral => T("中性信息", "neutral"),
        ItemKind.Negative => T("失信信息", "adverse"),
        ItemKind.List => T("名单", "list"),
        _ => T("守信信息", "favourable"),
    };

    public static string Of(SharingClass sharing) => sharing switch
    {
        SharingClass.A => T("A 社会公开", "A public"),
        SharingClass.B => T("B 授权查询", "B on authorisation"),
        _ => T("C 部门共享", "C among departments"),
    };

    /// <summary>How serious an item's records are; a dash for an item whose records are not adverse.</summary>
    public static string SeverityOf(CatalogueItem item) => item.DefaultSeverity is { } severity ? Of(severity)
        : item.Kind is ItemKind.Negative or ItemKind.List && item.RecordKinds.Contains("penalty") ? T("依处罚种类", "by the penalty's kinds") : "—";

    public static string Of(Severity severity) => severity switch
    {
        Severity.Minor => T("轻微", "minor"),
        Severity.General => T("一般", "general"),
        _ => T("严重", "serious"),
    };

    public static string Of(MeasureKind kind) => kind switch
    {
        MeasureKind.Punishment => T("惩戒", "punishment"),
        MeasureKind.Check => T("核查", "check"),
        MeasureKind.Disclosure => T("公示告知", "disclosure"),
        _ => T("激励", "reward"),
    };

    public static string Of(PenaltyKind kind) => T(RecordWords.Penalties.ChineseOf(kind), kind switch
    {
        PenaltyKind.Warning => "warning",
        PenaltyKind.PublicCriticism => "public criticism",
        PenaltyKind.Fine => "fine",
        PenaltyKind.ConfiscationIncome => "confiscation of unlawful income",
        PenaltyKind.ConfiscationProperty => "confiscation of unlawful property",
        PenaltyKind.LicenceSuspension => "suspended licence",
        PenaltyKind.GradeReduction => "lowered grade of qualification",
        PenaltyKind.LicenceRevocation => "revoked licence",
        PenaltyKind.ActivityRestriction => "restricted activity",
        PenaltyKind.StopBusiness => "stop of business",
        PenaltyKind.Closure => "closure",
        PenaltyKind.EmploymentRestriction => "restricted employment",
        _ => "other",
    });

    public static string YesNo(bool value) => value ? T("是", "yes") : T("否", "no");

    public static string Duration(MeasureDuration duration) =>
        duration.MostYears is { } years ? T($"最长 {years} 年", $"{Shown.Count(years, "year")} at most") : T("与记录共享期相同", "as long as the record is shared");

    /// <summary>A law's rank.</summary>
    public static string LawKind(string kind) => kind switch
    {
        "law" => T("法律", "law"),
        "administrative-regulation" => T("行政法规", "administrative regulation"),
        "local-regulation" => T("地方性法规", "local regulation"),
        "department-rule" => T("部门规章", "department rule"),
        "normative-document" => T("规范性文件", "normative document"),
        "judicial-interpretation" => T("司法解释", "judicial interpretation"),
        _ => kind,
    };

    /// <summary>A kind of record, of agency, of penalty, or a field of an item.</summary>
    public static string Word(string word) => word switch
    {
        "penalty" => T("行政处罚", "penalty"),
        "licence" => T("行政许可", "licence"),
        "honour" => T("表彰荣誉", "honour"),
        "dishonesty" => T("失信名单", "dishonesty"),
        "general" => T("综合", "general"),
        _ => RecordWords.Penalty(word) is { } penalty ? Of(penalty) : AgencyKindWords.Of(word),
    };

    public static string Words(IEnumerable<string> words) => string.Join(T("、", ", "), words.Select(Word));
}
