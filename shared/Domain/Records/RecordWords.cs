using System.Collections.Frozen;
using System.Text.Json;
using CreditShare.Domain.Catalogue;

namespace CreditShare.Domain.Records;

/// <summary>The words by which enumerations are written: the codes of the JSON form, and the Chinese that tables use.</summary>
public static class RecordWords
{
    private static readonly FrozenDictionary<string, RecordKind> Kinds = Codes<RecordKind>(
        ("行政处罚", RecordKind.Penalty), ("行政许可", RecordKind.Licence), ("红名单", RecordKind.Honour), ("黑名单", RecordKind.Dishonesty));

    private static readonly FrozenDictionary<string, ChangeKind> Changes = Codes<ChangeKind>(
        ("报送", ChangeKind.Submit), ("新增", ChangeKind.Submit), ("更正", ChangeKind.Correct), ("撤销", ChangeKind.Withdraw),
        ("修复", ChangeKind.Repair), ("异议", ChangeKind.Dispute), ("异议办结", ChangeKind.Resolve));

    private static readonly FrozenDictionary<string, Severity> Severities = Codes<Severity>(
        ("轻微", Severity.Minor), ("一般", Severity.General), ("严重", Severity.Serious));

    private static readonly FrozenDictionary<string, PenaltyKind> Penalties = Codes<PenaltyKind>(
        ("警告", PenaltyKind.Warning), ("通报批评", PenaltyKind.PublicCriticism), ("罚款", PenaltyKind.Fine),
        ("没收违法所得", PenaltyKind.ConfiscationIncome), ("没收非法财物", PenaltyKind.ConfiscationProperty),
        ("没收违法所得、没收非法财物", PenaltyKind.ConfiscationIncome),
        ("暂扣许可证件", PenaltyKind.LicenceSuspension), ("暂扣许可证", PenaltyKind.LicenceSuspension), ("降低资质等级", PenaltyKind.GradeReduction),
        ("吊销许可证件", PenaltyKind.LicenceRevocation), ("吊销许可证", PenaltyKind.LicenceRevocation), ("吊销营业执照", PenaltyKind.LicenceRevocation),
        ("限制开展生产经营活动", PenaltyKind.ActivityRestriction), ("责令停产停业", PenaltyKind.StopBusiness), ("责令关闭", PenaltyKind.Closure),
        ("限制从业", PenaltyKind.EmploymentRestriction), ("其他", PenaltyKind.Other),
        ("其他-法律、行政法规规定的其他行政处罚", PenaltyKind.Other));

    private static readonly FrozenDictionary<string, DisputeStage> Stages = Codes<DisputeStage>(("异议", DisputeStage.Objection), ("复核", DisputeStage.Review));

    private static readonly FrozenDictionary<string, ResolutionResult> Results = Codes<ResolutionResult>(
        ("成立", ResolutionResult.Upheld), ("异议成立", ResolutionResult.Upheld), ("部分成立", ResolutionResult.Partly),
        ("不成立", ResolutionResult.Rejected), ("异议不成立", ResolutionResult.Rejected));

    public static string Word<T>(T value) where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    /// <summary>The codes of all values that may be sent, for a refusal's list of what would be right.</summary>
    public static IEnumerable<string> All<T>() where T : struct, Enum => Enum.GetValues<T>().Where(value => value is not ChangeKind.Erase).Select(Word);

    public static RecordKind? Kind(string text) => Find(Kinds, text);

    /// <summary>A change as a bureau sends it.</summary>
    public static ChangeKind? Change(string text) => Find(Changes, text) is { } change and not ChangeKind.Erase ? change : null;

    /// <summary>A change as the stores keep it.</summary>
    public static ChangeKind? HeldChange(string text) => Find(Changes, text);

    public static Severity? SeverityOf(string text) => Find(Severities, text);

    public static PenaltyKind? Penalty(string text) => Find(Penalties, text);

    public static DisputeStage? StageOf(string text) => Find(Stages, text);

    public static ResolutionResult? ResultOf(string text) => Find(Results, text);

    private static T? Find<T>(FrozenDictionary<string, T> words, string text) where T : struct =>
        words.TryGetValue(text, out var value) ? value : null;

    private static FrozenDictionary<string, T> Codes<T>(params (string Word, T Value)[] chinese) where T : struct, Enum =>
        Enum.GetValues<T>().Select(value => (Word: Word(value), Value: value)).Concat(chinese)
            .ToFrozenDictionary(pair => pair.Word, pair => pair.Value, StringComparer.OrdinalIgnoreCase);
}
