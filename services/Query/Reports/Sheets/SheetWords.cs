using System.Globalization;
using CreditShare.Domain.Catalogue;
using CreditShare.Domain.Records;

namespace CreditShare.Query.Reports.Sheets;

/// <summary>Days, amounts and kinds as a Chinese reader expects them on paper.</summary>
internal static class SheetWords
{
    private static readonly TimeSpan China = TimeSpan.FromHours(8);

    public static string Day(DateOnly day) => day.ToString("yyyy年M月d日", CultureInfo.InvariantCulture);

    public static string Instant(DateTimeOffset instant) => instant.ToOffset(China).ToString("yyyy年M月d日 HH:mm:ss", CultureInfo.InvariantCulture) + "（北京时间）";

    public static string Yuan(decimal amount) => amount.ToString("#,0.##", CultureInfo.InvariantCulture) + " 元";

    public static string Of(Severity severity) => severity switch
    {
        Severity.Minor => "轻微",
        Severity.General => "一般",
        _ => "严重",
    };

    public static string Of(RecordKind kind) => kind switch
    {
        RecordKind.Penalty => "行政处罚",
        RecordKind.Licence => "行政许可",
        RecordKind.Honour => "守信激励名单、表彰奖励",
        _ => "严重失信主体名单等",
    };

    public static string Of(PenaltyKind kind) => kind switch
    {
        PenaltyKind.Warning => "警告",
        PenaltyKind.PublicCriticism => "通报批评",
        PenaltyKind.Fine => "罚款",
        PenaltyKind.ConfiscationIncome => "没收违法所得",
        PenaltyKind.ConfiscationProperty => "没收非法财物",
        PenaltyKind.LicenceSuspension => "暂扣许可证件",
        PenaltyKind.GradeReduction => "降低资质等级",
        PenaltyKind.LicenceRevocation => "吊销许可证件",
        PenaltyKind.ActivityRestriction => "限制开展生产经营活动",
        PenaltyKind.StopBusiness => "责令停产停业",
        PenaltyKind.Closure => "责令关闭",
        PenaltyKind.EmploymentRestriction => "限制从业",
        _ => "其他",
    };
}
