using CreditShare.Ingestion.Imports.Tables;

namespace CreditShare.Ingestion.Imports.Xlsx;

/// <summary>Why a workbook is refused whole.</summary>
internal static class WorkbookFaults
{
    public static UnreadableBodyException NotAWorkbook => new(
        "not-a-workbook", "", null, "an .xlsx file", "这不是 Excel 工作簿（.xlsx）：请在 Excel 或 WPS 中另存为 .xlsx。",
        "This is no Excel workbook (.xlsx): save it as .xlsx in Excel, WPS or LibreOffice.");

    public static UnreadableBodyException Empty => new("empty-body", "", null, "a workbook", "文件是空的。", "The file is empty.");

    public static UnreadableBodyException Text => new(
        "not-a-workbook", "", null, "an .xlsx file, or text/csv as the content type", "这是文本文件，不是工作簿：CSV 请按 text/csv 类型发送；网页格式的 .xls 请另存为 .xlsx。",
        "This is text, no workbook: send CSV as text/csv; save a web page that is called .xls as .xlsx.");

    public static UnreadableBodyException OldExcel => new(
        "old-excel", "", null, "an .xlsx file", "这是旧版 Excel 文件（.xls），不能读取：请另存为 .xlsx 后再送。", "This is an old Excel file (.xls), which is not read: save it as .xlsx and send it again.");

    public static UnreadableBodyException Encrypted => new(
        "encrypted", "", null, "a workbook without a password", "工作簿设有打开密码，不能读取：请去掉密码，另存为 .xlsx 后再送。",
        "The workbook is encrypted with a password: take the password off, save it as .xlsx and send it again.");

    public static UnreadableBodyException OpenDocument => new(
        "open-document", "", null, "an .xlsx file", "这是 OpenDocument 表格（.ods），不能读取：请另存为 .xlsx 后再送。", "This is an OpenDocument spreadsheet (.ods), which is not read: save it as .xlsx and send it again.");

    public static UnreadableBodyException Binary => new(
        "binary-workbook", "", null, "an .xlsx file", "这是二进制工作簿（.xlsb），不能读取：请另存为 .xlsx 后再送。", "This is a binary workbook (.xlsb), which is not read: save it as .xlsx and send it again.");

    public static UnreadableBodyException Truncated => new(
        "workbook-truncated", "", null, "the whole file", "工作簿不完整，可能没有传完：请重新发送整个文件。", "The workbook is cut off, perhaps by an upload that broke off: send the whole file again.");

    public static UnreadableBodyException ExternalLinks => new(
        "external-links", "", null, "a workbook without links to other files", "工作簿链接了其他文件，其内容无法核实：请在“数据—编辑链接”中断开链接，把公式粘贴为数值。",
        "The workbook is linked to other files, so nobody can tell where its cells come from: break the links (Data, Edit Links) or paste values.");

    public static UnreadableBodyException Dtd => new(
        "workbook-dtd", "", null, "XML without a document type", "工作簿内含有文档类型声明（DTD），不予读取：请用 Excel 或 WPS 重新另存。",
        "XML of the workbook declares a document type (DTD), which is not read: save the workbook anew in Excel, WPS or LibreOffice.");

    /// <param name="detailZh">What about it.</param>
    public static UnreadableBodyException Bomb(string detailZh, string detailEn) => new(
        "workbook-too-large", "", null, "a workbook without padding", $"工作簿解压后过大：{detailZh}。请删去多余的工作表和空白格式，或拆分后再送。",
        $"The workbook unpacks to too much: {detailEn}. Remove sheets and formats that hold nothing, or split it.");

    public static UnreadableBodyException Malformed(string pointer) => new(
        "workbook-malformed", pointer, null, "a workbook as Excel, WPS or LibreOffice save it", $"工作簿{At(pointer)}已损坏，无法读取：请用 Excel 或 WPS 打开后重新另存。",
        $"The workbook is damaged{(pointer.Length > 0 ? $" at {pointer}" : "")}: open it in Excel, WPS or LibreOffice and save it anew.");

    /// <summary>Rows or cells come twice, or in another order than on the sheet.</summary>
    public static UnreadableBodyException Disordered(string pointer) => new(
        "rows-disordered", pointer, null, "each row once, from the top down, and each cell once, from left to right", $"工作簿{At(pointer)}的行或单元格重复或次序颠倒：请用 Excel 或 WPS 打开后重新另存。",
        $"A row or cell stands twice or out of order at {pointer}: open the workbook in Excel, WPS or LibreOffice and save it anew.");

    public static UnreadableBodyException CellTooLong(string pointer) => new(
        "cell-too-long", pointer, null, $"{XlsxLimits.LongestCell} characters at most", $"工作簿{At(pointer)}有超过 {XlsxLimits.LongestCell} 个字符的单元格，超出 Excel 的限度。",
        $"A cell at {pointer} has more than {XlsxLimits.LongestCell} characters, more than Excel allows.");

    public static UnreadableBodyException RowTooLong(string pointer) => new(
        "row-too-long", pointer, null, $"{XlsxLimits.LongestRow} characters at most", $"工作簿{At(pointer)}的一行超过 {XlsxLimits.LongestRow} 个字符。", $"The row at {pointer} has more than {XlsxLimits.LongestRow} characters.");

    public static UnreadableBodyException TooWide(string pointer) => new(
        "too-many-columns", pointer, null, $"{TitleSearch.MostColumns} columns at most", $"工作簿{At(pointer)}用到第 {TitleSearch.MostColumns} 列以后，不是报送表。",
        $"The sheet is used beyond its column {TitleSearch.MostColumns} at {pointer}; no table of ours is so wide.");

    private static string At(string pointer) => pointer.Length > 0 ? $"（{pointer}）" : "";
}
