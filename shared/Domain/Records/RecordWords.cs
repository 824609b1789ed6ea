using System.Collections.Frozen;
using System.Text.Json;
using CreditShare.Domain.Catalogue;

namespace CreditShare.Domain.Records;

/// <summary>The words by which enumerations are written: the codes of the JSON form, and the Chinese that tables use.</summary>
public static class RecordWords
{
    public static WordTable<RecordKind> Kinds { get; } = new(
        ("行政处罚", RecordKind.Penalty), ("行政许可", RecordKind.Licence), ("红名单", RecordKind.Honour), ("黑名单", RecordKind.Dishonesty));

    public static WordTable<ChangeKind> Changes { get; } = new(
        ("报送", ChangeKind.Submit), ("新增", ChangeKind.Submit), ("更正", ChangeKind.Correct), ("撤销", ChangeKind.Withdraw),
        ("修复", ChangeKind.Repair), ("异议", ChangeKind.Dispute), ("异议办结", ChangeKind.Resolve));

    public static WordTable<Severity> Severities { get; } = new(
        ("轻微", Severity.Minor), ("一般", Severity.General), ("严重", Severity.Serious),
        ("轻微失信", Severity.Minor), ("一般失信", Severity.General), ("严重失信", Severity.Serious));

    /// <summary>Kinds of penalty. Words that leave the kind open (暂扣或吊销许可证) are in no table: a kind is never guessed.</summary>
    public static WordTable<PenaltyKind> Penalties { get; } = new(
        ("警告", PenaltyKind.Warning), ("给予警告", PenaltyKind.Warning), ("警告处罚", PenaltyKind.Warning), ("通报批评", PenaltyKind.PublicCriticism), ("罚款", PenaltyKind.Fine),
        ("没收违法所得", PenaltyKind.ConfiscationIncome), ("没收非法所得", PenaltyKind.ConfiscationIncome), ("没收非法财物", PenaltyKind.ConfiscationProperty),
        ("没收违法所得、没收非法财物", PenaltyKind.ConfiscationIncome),
        ("暂扣许可证件", PenaltyKind.LicenceSuspension), ("暂扣许可证", PenaltyKind.LicenceSuspension), ("暂扣执照", PenaltyKind.LicenceSuspension), ("暂扣营业执照", PenaltyKind.LicenceSuspension),
        ("降低资质等级", PenaltyKind.GradeReduction), ("降低资质", PenaltyKind.GradeReduction),
        ("吊销许可证件", PenaltyKind.LicenceRevocation), ("吊销许可证", PenaltyKind.LicenceRevocation), ("吊销执照", PenaltyKind.LicenceRevocation), ("吊销营业执照", PenaltyKind.LicenceRevocation),
        ("限制开展生产经营活动", PenaltyKind.ActivityRestriction), ("限制生产经营活动", PenaltyKind.ActivityRestriction),
        ("责令停产停业", PenaltyKind.StopBusiness), ("停产停业", PenaltyKind.StopBusiness), ("责令停业", PenaltyKind.StopBusiness), ("责令停产", PenaltyKind.StopBusiness),
        ("责令关闭", PenaltyKind.Closure), ("限制从业", PenaltyKind.EmploymentRestriction),
        ("其他", PenaltyKind.Other), ("其它", PenaltyKind.Other), ("其他行政处罚", PenaltyKind.Other), ("其它行政处罚", PenaltyKind.Other),
        ("法律、行政法规规定的其他行政处罚", PenaltyKind.Other), ("其他-法律、行政法规规定的其他行政处罚", PenaltyKind.Other));

    public static WordTable<DisputeStage> Stages { get; } = new(("异议", DisputeStage.Objection), ("复核", DisputeStage.Review));

    public static WordTable<ResolutionResult> Results { get; } = new(
        ("成立", ResolutionResult.Upheld), ("异议成立", ResolutionResult.Upheld), ("部分成立", ResolutionResult.Partly),
        ("不成立", ResolutionResult.Rejected), ("异议不成立", ResolutionResult.Rejected));

    public static string Word<T>(T value) where T : struct, Enum => Words<T>.Of.TryGetValue(value, out var word) ? word : Written(value);

    private static string Written<T>(T value) where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    public static RecordKind? Kind(string text) => Kinds.Find(text);

    /// <summary>A change as a bureau sends it.</summary>
    public static ChangeKind? Change(string text) => Changes.Find(text) is { } change and not ChangeKind.Erase ? change : null;

    /// <summary>A change as the stores keep it.</summary>
    public static ChangeKind? HeldChange(string text) => Changes.Find(text);

    public static Severity? SeverityOf(string text) => Severities.Find(text);

    public static PenaltyKind? Penalty(string text) => Penalties.Find(text);

    private static class Words<T> where T : struct, Enum
    {
        public static readonly FrozenDictionary<T, string> Of = Enum.GetValues<T>().Distinct().ToFrozenDictionary(value => value, Written);
    }
}
