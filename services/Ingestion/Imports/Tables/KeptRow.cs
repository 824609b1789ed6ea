namespace CreditShare.Ingestion.Imports.Tables;

/// <summary>A row of a table as it stood in the file, for the bureau's own eyes. Cells of personal columns and of columns without a field are null, and so is every cell with an identity number.</summary>
/// <param name="Line">The file's line, or the sheet's row, from 1.</param>
/// <param name="Cells">One for each of the sheet's columns, as the file shows it.</param>
internal sealed record KeptRow(int Line, IReadOnlyList<string?> Cells);
