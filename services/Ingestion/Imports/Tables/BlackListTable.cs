using System.Collections.Frozen;
using CreditShare.Domain.Normalising;
using CreditShare.Domain.Records;
using static CreditShare.Ingestion.Imports.Tables.ColumnNeed;

namespace CreditShare.Ingestion.Imports.Tables;

/// <summary>黑名单, lists of seriously dishonest subjects. The category says which list, and so which catalogue item; one that is no list of the catalogue needs the item's own column.</summary>
internal static class BlackListTable
{
    private static readonly FrozenDictionary<string, string> Items = new Dictionary<string, string>
    {
        ["经营异常名录"] = "GEN-04",
        ["市场监管严重违法失信名单"] = "GEN-05",
        ["市场监督管理严重违法失信名单"] = "GEN-05",
        ["严重违法失信企业名单"] = "GEN-05",
        ["失信被执行人"] = "GEN-06",
        ["失信被执行人（单位）"] = "GEN-06",
        ["失信被执行人名单"] = "GEN-06",
        ["政府采购不良行为记录"] = "GEN-07",
        ["政府采购严重违法失信行为记录名单"] = "GEN-07",
        ["拖欠农民工工资失信名单"] = "GEN-08",
        ["拖欠农民工工资失信联合惩戒对象名单"] = "GEN-08",
        ["文化和旅游市场严重失信主体"] = "TOU-02",
        ["文化和旅游市场严重失信主体名单"] = "TOU-02",
    }.ToFrozenDictionary();

    public static TableTemplate Template { get; } = new("black-list", "黑名单", RecordKind.Dishonesty, "BL", category => Items.GetValueOrDefault(CellText.Fold(category ?? "")),
    [
        new("企业名称", "subject.name", RecordField.SubjectName, Essential, "法人或非法人组织的全称。", "杭州样例青岚化工有限公司"),
        new("统一社会信用代码", "subject.code", RecordField.SubjectCode, Essential, "18 位统一社会信用代码。", "91330108FME2RGMM89"),
        new("数据类别", "dishonesty.category", RecordField.ListCategory, Essential, "名单的名称；目录中没有的名单另填目录事项编码。", "拖欠农民工工资失信名单") { Words = Items.Keys.Order(StringComparer.Ordinal).ToList() },
        new("案号", "dishonesty.caseNumber", RecordField.ListCaseNumber, Optional, "案号。"),
        new("执行单位", "authority.name", RecordField.AuthorityName, Required, "列入名单的机关全称，不是日期、编号。", "杭州市市场监督管理局（样例）"),
        new("执行单位统一社会信用代码", "authority.code", RecordField.AuthorityCode, Essential, "以 1 开头的 18 位代码。", "11330100U2GY3UUJ0Y"),
        new("地域名称", "dishonesty.region", RecordField.ListRegion, Optional, "如：浙江省杭州市。", "浙江省杭州市"),
        new("执行依据文号", "documentNumber", RecordField.DocumentNumber, Required, "列入决定的文号，年份用〔〕。", "杭人社失信〔2026〕2号"),
        new("列入依据", "legalBasis", RecordField.LegalBasis, Optional, "不填时为目录事项的依据。"),
        new("发布时间", "decidedOn", RecordField.DecidedOn, Essential, CommonColumns.DayHint, "2026-03-05"),
        new("立案时间", "dishonesty.filedOn", RecordField.ListFiledOn, Optional, CommonColumns.DayHint),
        new("有效期限", "validUntil", RecordField.ValidUntil, Optional, "到哪一天为止；2099-12-31 表示没有期限。" + CommonColumns.DayHint),
        CommonColumns.Note,
        .. CommonColumns.Changes,
    ]);
}
