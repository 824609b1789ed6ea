namespace CreditShare.Hosting.Workbooks;

/// <summary>How a cell looks; the number is its place among the styles of the workbook. All but the last two are text, so that codes keep their digits and days stay as they are written.</summary>
public enum CellStyle
{
    /// <summary>A spreadsheet's own, for cells that nothing is said of.</summary>
    Plain,

    Text,

    Title,

    /// <summary>Of a column that the standard asks for.</summary>
    RequiredTitle,

    /// <summary>Of a column whose cells were not read.</summary>
    UnreadTitle,

    /// <summary>To be mended.</summary>
    Wrong,

    /// <summary>Tells of a row.</summary>
    Remark,

    Example,
    Heading,
    Label,
    Wrapped,

    /// <summary>A whole number, in groups of three digits.</summary>
    Count,

    /// <summary>A share from 0 to 1, shown in per cent.</summary>
    Share,
}
