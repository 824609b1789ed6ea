using CreditShare.Domain.Records;
using CreditShare.Ingestion.Imports.Tables;
using CreditShare.Pages.Language;

namespace CreditShare.Ingestion.Pages.Records;

/// <summary>How a field is filled in.</summary>
public enum FieldInput
{
    Line,
    Day,
    Text,
    Choice,
}

/// <summary>One field of a change's form.</summary>
/// <param name="Field">What it states; its path names it in the form.</param>
/// <param name="IsRequired">Whether no such change can stand without it.</param>
/// <param name="Hint">What belongs there, in the reader's language; empty if its name says it.</param>
public sealed record ChangeField(RecordField Field, bool IsRequired, string Hint = "")
{
    public string Path => Field.Path();

    /// <summary>Words that may be chosen, each with what it means; empty where anything may be written.</summary>
    public IReadOnlyList<(string Word, string Meaning)> Choices { get; init; } = [];

    public FieldInput Input => Choices.Count > 0 ? FieldInput.Choice : Field switch
    {
        RecordField.DecidedOn or RecordField.ValidFrom or RecordField.ValidUntil or RecordField.PublicUntil or RecordField.ListFiledOn or RecordField.RepairDutyMetOn or RecordField.RepairDecidedOn
            or RecordField.WithdrawalSetAsideOn or RecordField.DisputeReceivedOn or RecordField.ResolutionSettledOn => FieldInput.Day,
        RecordField.ChangeReason or RecordField.Facts or RecordField.PenaltyContent or RecordField.LicenceContent or RecordField.Note or RecordField.LegalBasis => FieldInput.Text,
        _ => FieldInput.Line,
    };
}

/// <summary>What the form of a change asks for.</summary>
internal static class ChangeFields
{
    /// <param name="change">What is to become of the record.</param>
    /// <param name="kind">Of the record, where the whole of it is stated: in a correction, and where an objection is upheld; null for all else.</param>
    public static IReadOnlyList<ChangeField> Of(ChangeKind change, RecordKind? kind) => change switch
    {
        ChangeKind.Repair =>
        [
            new(RecordField.RepairDutyMetOn, true, Texts.T("罚款缴清、整改完成之日。", "When the fine was paid, or the wrong set right.")),
            new(RecordField.RepairEvidence, true, Texts.T("缴款凭证或卷宗的编号，不是文件。", "Number of the receipt or file, not the file itself.")),
            new(RecordField.RepairCommitment, true, Texts.T("信用承诺书的编号。", "Number of the subject's commitment letter.")),
            new(RecordField.AuthorityCode, true, Texts.T("谁认定、谁修复：必须是作出原决定的机关。", "Who decided repairs: it must be the authority of the decision.")),
            new(RecordField.RepairDecidedOn, false, Texts.T("不填为登记库认定之日。", "If empty, the day on which the registry decides.")),
            new(RecordField.Note, false),
        ],
        ChangeKind.Withdraw =>
        [
            new(RecordField.ChangeReason, true, Texts.T("为什么撤销。", "Why it is withdrawn.")),
            new(RecordField.WithdrawalSetAsideOn, false, Texts.T("法院或上级机关撤销原决定的，填写撤销之日。", "If a court or a superior set the decision aside, the day of that.")),
            new(RecordField.Note, false),
        ],
        ChangeKind.Dispute =>
        [
            new(RecordField.ChangeReason, true, Texts.T("异议的理由概要，不含个人信息。", "The grounds in short, without personal data.")),
            new(RecordField.DisputeReceivedOn, false, Texts.T("办理期限从这一天起算。", "Its time runs from this day.")),
            new(RecordField.DisputeNumber, false),
            new(RecordField.DisputeStage, false) { Choices = [("objection", Texts.T("异议", "Objection")), ("review", Texts.T("复核（对办结结果不服）", "Review of how it was settled"))] },
        ],
        ChangeKind.Resolve =>
        [
            new(RecordField.ResolutionResult, true)
            {
                Choices = kind is null
                    ? [("rejected", Texts.T("不成立：记录保持不变", "Rejected: the record stays as it is"))]
                    : [("upheld", Texts.T("成立：按下面的内容更正", "Upheld: corrected as below")), ("partly", Texts.T("部分成立：按下面的内容更正", "Partly: corrected as below"))],
            },
            new(RecordField.ChangeReason, true, Texts.T("办理结果的理由。", "Why it was settled so.")),
            new(RecordField.ResolutionSettledOn, false, Texts.T("不填为登记库认定之日。", "If empty, the day on which the registry decides.")),
            .. kind is { } stated ? Whole(stated) : [],
        ],
        _ => [new(RecordField.ChangeReason, true, Texts.T("为什么更正。", "Why it is corrected.")), .. kind is { } stated ? Whole(stated) : []],
    };

    /// <summary>The whole record: the columns of its table, amounts in yuan.</summary>
    private static IEnumerable<ChangeField> Whole(RecordKind kind)
    {
        foreach (var column in TableTemplates.All.First(template => template.Kind == kind).Columns.Except(CommonColumns.Changes))
        {
            var hint = column.Field is RecordField.Fine or RecordField.Confiscated ? Texts.T("单位：元。", "In yuan.") : Texts.T(column.Hint.Replace(CommonColumns.DayHint, "", StringComparison.Ordinal), EnglishHints.Of(column.Field));
            yield return new(column.Field, column.Need == ColumnNeed.Essential, hint)
            {
                Choices = [.. column.Words.Select(word => (word, Meaning(column.Field, word)))],
            };
        }
        yield return new(RecordField.Item, true, Texts.T("如 GEN-03。", "Such as GEN-03."));
        if (kind is RecordKind.Penalty or RecordKind.Dishonesty)
            yield return new(RecordField.Severity, false, Texts.T("不填时按规则认定。", "If empty, by the rules.")) { Choices = [("minor", Texts.T("轻微", "Minor")), ("general", Texts.T("一般", "General")), ("serious", Texts.T("严重", "Serious"))] };
    }

    /// <summary>What a word of a table means; names of lists are those of their law, in Chinese, in either language.</summary>
    private static string Meaning(RecordField field, string word) => (field, word) switch
    {
        (RecordField.LicenceStatus, "1") => Texts.T("有效", "In force"),
        (RecordField.LicenceStatus, _) => Texts.T("无效", "Not in force"),
        (RecordField.SubjectClass, _) => Texts.T(word, "Legal person or other organisation"),
        _ => word,
    };
}
