using CreditShare.Domain.Records;

namespace CreditShare.Ingestion.Imports.Tables;

/// <summary>Columns of more than one table.</summary>
internal static class CommonColumns
{
    public const string DayHint = "日期，如 2024-03-05；也可写 2024/3/5、20240305、2024年3月5日。";

    /// <summary>Of our own, beside the standard's: numbering, kinds of change, and what a change needs. None has to be there.</summary>
    public static IReadOnlyList<TableColumn> Changes { get; } =
    [
        new("记录编号", "sourceId", RecordField.SourceId, ColumnNeed.Optional, "本单位的记录编号；不填时由机关、文号和相对人代码得出，重复报送不会重复。"),
        new("版本号", "sourceVersion", RecordField.SourceVersion, ColumnNeed.Optional, "同一记录的版本，整数；不填时以报送先后为序。"),
        new("变更类型", "change", RecordField.Change, ColumnNeed.Optional, "不填为报送；更正、撤销、修复、异议、异议办结见说明。")
        {
            Words = ["submit", "correct", "withdraw", "repair", "dispute", "resolve"],
        },
        new("变更原因", "changeReason", RecordField.ChangeReason, ColumnNeed.Optional, "更正、撤销时填写。"),
        new("目录事项编码", "item", RecordField.Item, ColumnNeed.Optional, "公共信用信息目录的事项编码，如 GEN-03。"),
        new("失信程度", "severity", RecordField.Severity, ColumnNeed.Optional, "轻微、一般或严重；不填时按规则认定。") { Words = ["轻微", "一般", "严重"] },
        new("义务履行日期", "repair.dutyMetOn", RecordField.RepairDutyMetOn, ColumnNeed.Optional, "修复时填写。" + DayHint),
        new("履行证明编号", "repair.evidence", RecordField.RepairEvidence, ColumnNeed.Optional, "修复时填写。"),
        new("信用承诺书编号", "repair.commitment", RecordField.RepairCommitment, ColumnNeed.Optional, "修复时填写。"),
        new("修复决定日期", "repair.decidedOn", RecordField.RepairDecidedOn, ColumnNeed.Optional, "修复时填写。" + DayHint),
        new("原决定被撤销日期", "withdrawal.setAsideOn", RecordField.WithdrawalSetAsideOn, ColumnNeed.Optional, "撤销时填写。" + DayHint),
        new("异议受理日期", "dispute.receivedOn", RecordField.DisputeReceivedOn, ColumnNeed.Optional, "异议时填写。" + DayHint),
        new("异议阶段", "dispute.stage", RecordField.DisputeStage, ColumnNeed.Optional, "异议时填写。"),
        new("异议编号", "dispute.number", RecordField.DisputeNumber, ColumnNeed.Optional, "异议时填写。"),
        new("异议处理结果", "resolution.result", RecordField.ResolutionResult, ColumnNeed.Optional, "异议办结时填写。"),
        new("异议办结日期", "resolution.settledOn", RecordField.ResolutionSettledOn, ColumnNeed.Optional, "异议办结时填写。" + DayHint),
    ];

    public static TableColumn Note { get; } = new("备注", "BZ", RecordField.Note, ColumnNeed.Optional, "可不填；不得填写个人证件号码。");

    /// <summary>Who the decision is about, in the double-publicity tables.</summary>
    /// <param name="prefix">Of the table's codes: CF or XK.</param>
    public static IReadOnlyList<TableColumn> Subject(string prefix) =>
    [
        new("行政相对人名称", $"{prefix}_XDR_MC", RecordField.SubjectName, ColumnNeed.Essential, "法人或非法人组织的全称。", "杭州样例青岚化工有限公司"),
        new("行政相对人类别", $"{prefix}_XDR_LB", RecordField.SubjectClass, ColumnNeed.Required, "只收法人及非法人组织；自然人和个体工商户不收。", "法人及非法人组织")
        {
            Words = ["法人及非法人组织"],
        },
        new("行政相对人代码_1(统一社会信用代码)", $"{prefix}_XDR_SHXYM", RecordField.SubjectCode, ColumnNeed.Essential, "18 位统一社会信用代码。", "91330108FME2RGMM89")
        {
            OtherTitles = ["行政相对人代码_1", "统一社会信用代码"],
        },
        new("行政相对人代码_2(工商注册号)", $"{prefix}_XDR_GSZC", RecordField.RegistrationNumber, ColumnNeed.Optional, "没有可不填。")
        {
            OtherTitles = [$"{prefix}_XDR_GSDJ", "行政相对人代码_2", "工商注册号"],
        },
        new("行政相对人代码_3(组织机构代码)", $"{prefix}_XDR_ZZJG", RecordField.OrganisationCode, ColumnNeed.Optional, "没有可不填。")
        {
            OtherTitles = ["行政相对人代码_3", "组织机构代码"],
        },
        new("行政相对人代码_4(税务登记号)", $"{prefix}_XDR_SWDJ", RecordField.TaxNumber, ColumnNeed.Optional, "没有可不填。")
        {
            OtherTitles = ["行政相对人代码_4", "税务登记号"],
        },
        new("行政相对人代码_5(事业单位证书号)", $"{prefix}_XDR_SYDW", RecordField.InstitutionNumber, ColumnNeed.Optional, "没有可不填。")
        {
            OtherTitles = ["行政相对人代码_5", "事业单位证书号"],
        },
        new("行政相对人代码_6(社会组织登记证号)", $"{prefix}_XDR_SHZZ", RecordField.SocialOrganisationNumber, ColumnNeed.Optional, "没有可不填。")
        {
            OtherTitles = ["行政相对人代码_6", "社会组织登记证号"],
        },
    ];
}
