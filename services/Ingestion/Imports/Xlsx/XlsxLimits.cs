namespace CreditShare.Ingestion.Imports.Xlsx;

/// <summary>How large the parts of a workbook may be. Excel's own limits where it has them; the others bound memory and time, whatever a file says of itself.</summary>
internal static class XlsxLimits
{
    /// <summary>Characters of a cell (ECMA-376 and Excel).</summary>
    public const int LongestCell = 32_767;

    /// <summary>The same as it may stand in the file, where a line break can take seven characters (_x000D_).</summary>
    public const int LongestCellEscaped = 7 * LongestCell;

    /// <summary>Characters of a row, as for CSV.</summary>
    public const int LongestRow = 1024 * 1024;

    public const int Rows = 1_048_576;

    public const int Columns = 16_384;

    /// <summary>Sheets of a workbook. Those of bureaus have tens at most.</summary>
    public const int Sheets = 1000;

    /// <summary>Files within the ZIP. Workbooks have tens.</summary>
    public const int Entries = 4096;

    /// <summary>Bytes of the ZIP's directory.</summary>
    public const int Directory = 4 * 1024 * 1024;

    /// <summary>Bytes of all files within it, unpacked. A million rows of the penalty table take 1.5 GiB.</summary>
    public const long Unpacked = 4L * 1024 * 1024 * 1024;

    /// <summary>How many times as large it may become, once it is large at all: sheets shrink to a tenth or a fiftieth.</summary>
    public const int Ratio = 200;
    public const long RatioFrom = 16 * 1024 * 1024;

    /// <summary>Bytes of a part that is read at once: the workbook's own, and lists of relations.</summary>
    public const long WholePart = 16 * 1024 * 1024;

    /// <summary>Bytes of one piece of XML: a text, a tag with its attributes.</summary>
    public const int Piece = 4 * 1024 * 1024;
}
