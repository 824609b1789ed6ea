using System.Text;

namespace CreditShare.Ingestion.Imports.Csv;

/// <summary>Tells a file that was sent as CSV and is none.</summary>
internal static class NotText
{
    /// <param name="start">Its first bytes.</param>
    /// <param name="encoding">What it would be read in; null if that is open.</param>
    public static UnreadableBodyException? Fault(ReadOnlySpan<byte> start, Encoding? encoding)
    {
        if (start.StartsWith("PK\x03\x04"u8))
            return new(
                "not-csv", "", null, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet for a workbook",
                "这是工作簿（XLSX）或压缩文件，不是 CSV：请按 XLSX 类型发送。", "This is a workbook or another ZIP file, not CSV: send a workbook under its own content type.");
        if (start.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0]))
            return new(
                "not-csv", "", null, "a .csv or .xlsx file", "这是旧版 Excel 文件（.xls）或加密的文件，不是 CSV：请另存为 .xlsx 或 .csv。",
                "This is an old Excel file (.xls) or an encrypted one, not CSV: save it as .xlsx or .csv.");
        if (encoding is not (UnicodeEncoding or UTF32Encoding) && start.Contains((byte)0))
            return new(
                "not-text", "", null, "text in UTF-8, GB18030, or UTF-16 with a byte order mark", "文件含有空字节，不是文本，或是没有 BOM 的 UTF-16：请另存为 UTF-8 的 CSV。",
                "The file holds zero bytes: it is no text, or UTF-16 without a byte order mark. Save it as CSV in UTF-8.");
        return null;
    }
}
