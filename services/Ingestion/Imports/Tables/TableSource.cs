using CreditShare.Domain.Records;

namespace CreditShare.Ingestion.Imports.Tables;

/// <summary>What a table that was taken looked like: enough to show the bureau its own file again.</summary>
/// <param name="Encoding">The encoding it was read in, such as <c>GB18030</c>; null for a workbook.</param>
/// <param name="Sheets">Sheets with records, in the order of the file; a CSV file is one without a name.</param>
/// <param name="SkippedSheets">Names of sheets without a row of titles, at most 50, each cut to 100 characters; nothing of them was read.</param>
internal sealed record TableSource(string? Encoding, IReadOnlyList<TableSheet> Sheets, IReadOnlyList<string> SkippedSheets);

/// <param name="Name">Of a workbook's sheet; null for CSV.</param>
/// <param name="Template">Name of its template.</param>
/// <param name="TitleLine">The file's line, or the sheet's row, on which the titles stand; from 1.</param>
/// <param name="FirstRecord">Which of the batch's records is its first, from 0; that of the next sheet if it has none.</param>
/// <param name="Columns">From the first column of the file on.</param>
internal sealed record TableSheet(string? Name, string Template, int TitleLine, int FirstRecord, IReadOnlyList<SheetColumn> Columns);

/// <param name="Title">As it stands in the file, cut to 100 characters.</param>
/// <param name="Field">What its cells are; null if they were not read.</param>
/// <param name="IsPersonal">True for a column about persons: its cells are dropped at the door.</param>
internal sealed record SheetColumn(string Title, RecordField? Field, bool IsPersonal);
