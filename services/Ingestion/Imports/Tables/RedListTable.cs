using CreditShare.Domain.Records;
using static CreditShare.Ingestion.Imports.Tables.ColumnNeed;

namespace CreditShare.Ingestion.Imports.Tables;

/// <summary>红名单, honours. The list as it is passed on names no authority by code; without one nobody can tell whether the city may speak for it, so the column is asked for.</summary>
internal static class RedListTable
{
    public static TableTemplate Template { get; } = new("red-list", "红名单", RecordKind.Honour, "HL", _ => "POS-01",
    [
        new("企业名称", "subject.name", RecordField.SubjectName, Essential, "法人或非法人组织的全称。", "杭州样例青岚化工有限公司"),
        new("统一社会信用代码", "subject.code", RecordField.SubjectCode, Essential, "18 位统一社会信用代码。", "91330108FME2RGMM89"),
        new("数据来源", "source.name", RecordField.SourceName, Required, "报送单位全称。", "杭州市市场监督管理局（样例）") { OtherTitles = ["数据来源单位"] },
        new("数据类别", "honour.category", RecordField.HonourCategory, Essential, "荣誉的类别。", "守信激励"),
        new("评价年度", "honour.year", RecordField.HonourYear, Required, "四位年份。", "2025"),
        new("认定文号", "documentNumber", RecordField.DocumentNumber, Required, "认定文件的文号，年份用〔〕。", "杭市监〔2026〕1号"),
        new("认定时间", "decidedOn", RecordField.DecidedOn, Essential, CommonColumns.DayHint, "2026-03-05"),
        new("认定单位", "authority.name", RecordField.AuthorityName, Required, "认定机关全称，不是日期、编号。", "杭州市市场监督管理局（样例）"),
        new("认定单位统一社会信用代码", "authority.code", RecordField.AuthorityCode, Essential, "以 1 开头的 18 位代码。", "11330100U2GY3UUJ0Y"),
        new("认定依据", "legalBasis", RecordField.LegalBasis, Optional, "不填时为目录事项的依据。"),
        new("文件名", "honour.title", RecordField.HonourTitle, Required, "认定文件的名称。", "样例质量管理先进单位"),
        new("有效期限", "validUntil", RecordField.ValidUntil, Required, "到哪一天为止；2099-12-31 表示没有期限。" + CommonColumns.DayHint, "2029-03-05"),
        CommonColumns.Note,
        .. CommonColumns.Changes,
    ]);
}
