using System.Text.Json.Serialization;

namespace CreditShare.Ingestion.Imports.Tables;

/// <summary>A row of a table, or an object of JSON, as it stood in the file, for the bureau's own eyes. Cells of personal columns and of columns without a field are null, and so is every cell with an identity number.</summary>
/// <param name="Line">The file's line, the sheet's row, or the place in the array, from 1.</param>
/// <param name="Cells">One for each of the sheet's columns, as the file shows it; empty for JSON and NDJSON.</param>
internal sealed record KeptRow(int Line, IReadOnlyList<string?> Cells)
{
    /// <summary>The values of JSON or NDJSON by path of the field; null for a table's row.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, string>? Fields { get; init; }
}
