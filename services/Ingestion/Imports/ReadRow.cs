using CreditShare.Domain.Deciding;
using CreditShare.Domain.Records;
using CreditShare.Ingestion.Imports.Tables;

namespace CreditShare.Ingestion.Imports;

/// <summary>A row or object as a reader found it, before it is made a record.</summary>
/// <param name="Line">Where it stands: the file's line for NDJSON and CSV (that on which the row begins), the sheet's row for a workbook, the place in the array for JSON, from 1.</param>
/// <param name="Cells">Its texts; null if nothing of it could be read.</param>
/// <param name="Faults">What is wrong with its form already.</param>
internal sealed record ReadRow(int Line, RecordCells? Cells, List<Reason> Faults)
{
    /// <summary>The row as it stood in the file.</summary>
    public required KeptRow Kept { get; init; }
}

/// <summary>A body that cannot be read as a whole: nothing of it is taken.</summary>
public sealed class UnreadableBodyException(string code, string pointer, string? found, string expected, string zh, string en) : Exception(en)
{
    /// <summary>Stable, in kebab case.</summary>
    public string Code { get; } = code;

    /// <summary>Where: a line, a row, a column.</summary>
    public string Pointer { get; } = pointer;

    public string? Found { get; } = found;

    /// <summary>What would be right.</summary>
    public string Expected { get; } = expected;

    public string Zh { get; } = zh;

    public string En { get; } = en;
}
