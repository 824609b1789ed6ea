using CreditShare.Domain.Records;
using static CreditShare.Ingestion.Imports.Tables.ColumnNeed;

namespace CreditShare.Ingestion.Imports.Tables;

/// <summary>行政许可, the licence table of double publicity (双公示, 发改办财金〔2018〕424号).</summary>
internal static class LicenceTable
{
    public static TableTemplate Template { get; } = new("licence", "行政许可", RecordKind.Licence, "XK", _ => "GEN-02",
    [
        .. CommonColumns.Subject("XK"),
        new("行政许可决定文书名称", "XK_XKWS", RecordField.LicenceDocumentName, Required, "文书标题。", "准予行政许可决定书"),
        new("行政许可决定文书号", "XK_WSH", RecordField.DocumentNumber, Required, "决定文书号，年份用〔〕；没有时填许可编号。", "杭市监许〔2026〕3号"),
        new("许可类别", "XK_XKLB", RecordField.LicenceType, Required, "普通、特许、认可、核准、登记或其他。", "普通"),
        new("许可证书名称", "XK_XKZS", RecordField.LicenceCertificate, Optional, "证书名称。", "样例经营许可证"),
        new("许可编号", "XK_XKBH", RecordField.LicenceNumber, Optional, "许可证书编号。", "XK20260003"),
        new("许可内容", "XK_NR", RecordField.LicenceContent, Essential, "准予的内容。", "准予从事样例经营项目。"),
        new("许可决定日期", "XK_JDRQ", RecordField.DecidedOn, Essential, CommonColumns.DayHint, "2026-03-05"),
        new("有效期自", "XK_YXQZ", RecordField.ValidFrom, Required, CommonColumns.DayHint, "2026-03-05"),
        new("有效期至", "XK_YXQZI", RecordField.ValidUntil, Required, "2099-12-31 表示没有期限。" + CommonColumns.DayHint, "2031-03-05"),
        new("许可机关", "XK_XKJG", RecordField.AuthorityName, Required, "作出决定的机关全称，不是日期、编号。", "杭州市市场监督管理局（样例）"),
        new("许可机关统一社会信用代码", "XK_XKJGDM", RecordField.AuthorityCode, Essential, "以 1 开头的 18 位代码。", "11330100U2GY3UUJ0Y"),
        new("当前状态", "XK_ZT", RecordField.LicenceStatus, Required, "1 有效，2 无效。", "1") { Words = ["1", "2"] },
        new("数据来源单位", "XK_LYDW", RecordField.SourceName, Required, "报送单位全称。", "杭州市市场监督管理局（样例）"),
        new("数据来源单位统一社会信用代码", "XK_LYDWDM", RecordField.SourceCode, Required, "以 1 开头的 18 位代码。", "11330100U2GY3UUJ0Y"),
        CommonColumns.Note,
        .. CommonColumns.Changes,
    ]);
}
