using System.Globalization;

namespace CreditShare.Hosting.Workbooks;

/// <summary>Cells as spreadsheets name them.</summary>
public static class CellReference
{
    /// <summary>Rows of a sheet, by the file format.</summary>
    public const int MostRows = 1_048_576;

    /// <param name="column">From 0.</param>
    /// <param name="row">From 1.</param>
    public static string Of(int column, int row) => string.Create(CultureInfo.InvariantCulture, $"{Letters(column)}{row}");

    /// <summary>A, B, … Z, AA, …</summary>
    public static string Letters(int column) => column < 26 ? ((char)('A' + column)).ToString() : Letters((column / 26) - 1) + (char)('A' + (column % 26));
}
