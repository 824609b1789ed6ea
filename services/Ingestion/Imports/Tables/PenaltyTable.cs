using CreditShare.Domain.Records;
using static CreditShare.Ingestion.Imports.Tables.ColumnNeed;

namespace CreditShare.Ingestion.Imports.Tables;

/// <summary>行政处罚, the penalty table of double publicity (双公示, 发改办财金〔2018〕424号).</summary>
internal static class PenaltyTable
{
    public static TableTemplate Template { get; } = new("penalty", "行政处罚", RecordKind.Penalty, "CF", _ => "GEN-03",
    [
        .. CommonColumns.Subject("CF"),
        new("行政处罚决定书文号", "CF_WSH", RecordField.DocumentNumber, Essential, "决定书文号，年份用〔〕。", "杭环罚〔2026〕12号"),
        new("违法行为类型", "CF_WFXW", RecordField.OffenceType, Required, "如：未批先建。", "违反固体废物管理规定"),
        new("违法事实", "CF_SY", RecordField.Facts, Required, "事实概要，不得含个人证件号码。", "未按规定贮存样例固体废物。"),
        new("处罚依据", "CF_YJ", RecordField.LegalBasis, Essential, "法律名称和条款，决定之日须有效。", "《中华人民共和国行政处罚法》第四十八条"),
        new("处罚类别", "CF_CFLB", RecordField.PenaltyKinds, Required, "警告、罚款等；几种用“；”分开。", "罚款"),
        new("处罚内容", "CF_NR", RecordField.PenaltyContent, Required, "处罚决定的内容。", "处罚款人民币五万元。"),
        new("罚款金额(万元)", "CF_NR_FK", RecordField.Fine, Optional, "单位万元，最多 6 位小数；处罚类别含罚款时必填。", "5"),
        new("没收违法所得、没收非法财物的金额(万元)", "CF_NR_WFFF", RecordField.Confiscated, Optional, "单位万元；处罚类别含没收时必填。"),
        new("暂扣或吊销证照名称及编号", "CF_NR_ZKDX", RecordField.LicenceAffected, Optional, "处罚类别含暂扣或吊销时必填。"),
        new("处罚决定日期", "CF_JDRQ", RecordField.DecidedOn, Essential, CommonColumns.DayHint, "2026-03-05"),
        new("处罚有效期", "CF_YXQ", RecordField.ValidUntil, Required, "到哪一天为止；2099-12-31 表示没有期限。" + CommonColumns.DayHint, "2099-12-31"),
        new("公示截止期", "CF_GSJZQ", RecordField.PublicUntil, Optional, "不填时按失信程度计算。" + CommonColumns.DayHint),
        new("处罚机关", "CF_CFJG", RecordField.AuthorityName, Required, "作出决定的机关全称，不是日期、编号。", "杭州市市场监督管理局（样例）"),
        new("处罚机关统一社会信用代码", "CF_CFJGDM", RecordField.AuthorityCode, Essential, "以 1 开头的 18 位代码。", "11330100U2GY3UUJ0Y"),
        new("数据来源单位", "CF_SJLY", RecordField.SourceName, Required, "报送单位全称。", "杭州市市场监督管理局（样例）"),
        new("数据来源单位统一社会信用代码", "CF_SJLYDM", RecordField.SourceCode, Required, "以 1 开头的 18 位代码。", "11330100U2GY3UUJ0Y"),
        CommonColumns.Note,
        .. CommonColumns.Changes,
    ]);
}
