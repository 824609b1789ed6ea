using CreditShare.Domain.Records;

namespace CreditShare.Ingestion.Imports.Tables;

/// <summary>What a table that was taken looked like: enough to show the bureau its own file again.</summary>
/// <param name="Encoding">The encoding it was read in, such as <c>GB18030</c>; null for a workbook.</param>
/// <param name="Sheets">Sheets with records, in the order of the file; a CSV file is one without a name.</param>
/// <param name="SkippedSheets">Names of sheets of which nothing was read, at most 50, each cut to 100 characters.</param>
internal sealed record TableSource(string? Encoding, IReadOnlyList<TableSheet> Sheets, IReadOnlyList<string> SkippedSheets)
{
    /// <summary>The skipped sheets again, each with why.</summary>
    public IReadOnlyList<SkippedSheet> Skipped { get; init; } = [];
}

/// <param name="Name">Of a workbook's sheet; null for CSV.</param>
/// <param name="Template">Name of its template.</param>
/// <param name="TitleLine">The file's line, or the sheet's row, on which the titles stand (the lowest, if they take several); from 1.</param>
/// <param name="FirstRecord">Which of the batch's records is its first, from 0; that of the next sheet if it has none.</param>
/// <param name="Columns">From the first column of the file on, to the last that has a title.</param>
internal sealed record TableSheet(string? Name, string Template, int TitleLine, int FirstRecord, IReadOnlyList<SheetColumn> Columns)
{
    /// <summary>Rows that were hidden in the sheet; they were read like any other.</summary>
    public int HiddenRows { get; init; }
}

/// <param name="Title">As it stands in the file, cut to 100 characters.</param>
/// <param name="Field">What its cells are; null if they were not read.</param>
/// <param name="IsPersonal">True for a column about persons: its cells are dropped at the door.</param>
internal sealed record SheetColumn(string Title, RecordField? Field, bool IsPersonal);

/// <summary>A sheet of which nothing was read.</summary>
/// <param name="Name">Cut to 100 characters.</param>
/// <param name="Code"><c>hidden-sheet</c>, <c>no-cells</c> (a chart), <c>empty-body</c>, <c>table-unknown</c> or <c>columns-missing</c>.</param>
internal sealed record SkippedSheet(string Name, string Code, string Zh, string En);
