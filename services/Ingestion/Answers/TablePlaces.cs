using CreditShare.Domain.Records;
using CreditShare.Hosting.Workbooks;
using CreditShare.Ingestion.Imports.Tables;
using CreditShare.Ingestion.Spool;

namespace CreditShare.Ingestion.Answers;

/// <summary>Where something stands in the table that a batch came as.</summary>
/// <param name="Sheet">Its sheet; null for CSV, JSON and NDJSON.</param>
/// <param name="Column">The column's title as it stands in the file; null if the table has no such column.</param>
/// <param name="Cell">The cell, such as C5, in the workbook that was sent or, for CSV, in the marked one; null if there is none.</param>
internal readonly record struct Place(string? Sheet, string? Column, string? Cell);

/// <summary>Finds the places of a batch's table; of a batch that was none it knows no place.</summary>
internal sealed class TablePlaces(TableSource? source)
{
    private readonly IReadOnlyList<TableSheet> sheets = source?.Sheets ?? [];

    private readonly List<Dictionary<string, int>> columns = [.. (source?.Sheets ?? []).Select(sheet => ColumnsOf(sheet))];

    /// <summary>The sheet on which one of the batch's records stands, counted from 0.</summary>
    public int SheetOf(int record)
    {
        var sheet = sheets.Count - 1;
        while (sheet > 0 && sheets[sheet].FirstRecord > record)
            sheet--;
        return sheet;
    }

    /// <summary>The column of a sheet that has a field, from 0; null if none has.</summary>
    public int? ColumnOf(int sheet, string field) => sheet >= 0 && columns[sheet].TryGetValue(field, out var column) ? column : null;

    /// <param name="record">Which of the batch's records, from 0.</param>
    /// <param name="line">The line on which it stands.</param>
    /// <param name="field">Path of the field.</param>
    public Place Of(int record, int line, string field)
    {
        if (sheets.Count == 0)
            return default;
        var sheet = SheetOf(record);
        return ColumnOf(sheet, field) is { } column
            ? new(sheets[sheet].Name, sheets[sheet].Columns[column].Title, line <= CellReference.MostRows ? CellReference.Of(column, line) : null)
            : new(sheets[sheet].Name, null, null);
    }

    /// <summary>How many of the batch's records stand on a sheet.</summary>
    public int RecordsOf(int sheet, SpooledBatch batch) => (sheet + 1 < sheets.Count ? sheets[sheet + 1].FirstRecord : batch.Records) - sheets[sheet].FirstRecord;

    private static Dictionary<string, int> ColumnsOf(TableSheet sheet)
    {
        var columns = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var column = 0; column < sheet.Columns.Count; column++)
        {
            if (sheet.Columns[column].Field is { } field)
                columns.TryAdd(field.Path(), column);
        }
        return columns;
    }
}
