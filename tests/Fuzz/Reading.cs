using System.IO.Pipelines;
using CreditShare.Contracts;
using CreditShare.Domain.Normalising;
using CreditShare.Ingestion.Imports;
using CreditShare.Ingestion.Imports.Tables;

namespace CreditShare.Fuzz;

/// <summary>One row that came out: as it was read, as it would travel, and what was read otherwise than it says.</summary>
internal sealed record ReadRecord(ReadRow Row, SubmittedRecord Record, IReadOnlyList<CellChange> Changes);

/// <summary>What came of a file.</summary>
/// <param name="Refusal">Why it was refused as a whole; null if it was taken.</param>
internal sealed record Outcome(UnreadableBodyException? Refusal, IReadOnlyList<ReadRecord> Records, TableSource? Source, IReadOnlyList<string> IgnoredColumns);

/// <summary>Reads a file as a push does, without the spool behind it.</summary>
internal static class Reading
{
    /// <summary>Rows looked at of one file; a mutated repeat count must not fill the memory with what the spool would have on disk.</summary>
    private const int MostRows = 20_000;

    /// <param name="kind">What the sender says that it is.</param>
    /// <param name="body">The file.</param>
    /// <param name="folder">For what a reader has to set down.</param>
    /// <param name="ct">Ends it.</param>
    public static async Task<Outcome> ReadAsync(FileKind kind, byte[] body, string folder, CancellationToken ct)
    {
        var table = new TableReader();
        var stream = new MemoryStream(body, writable: false);
        var rows = kind switch
        {
            FileKind.Json => JsonArrayReader.ReadAsync(stream, ct),
            FileKind.Ndjson => NdjsonReader.ReadAsync(PipeReader.Create(stream), ct),
            FileKind.Xlsx => table.ReadWorkbookAsync(stream, folder, ct),
            _ => table.ReadCsvAsync(stream, null, ct),
        };
        var records = new List<ReadRecord>();
        var stamp = 1_000_000_000L;
        try
        {
            await foreach (var row in rows)
            {
                var changes = new List<CellChange>();
                records.Add(new(row, RowConverter.Convert(row, () => stamp++, changes), changes));
                if (records.Count == MostRows)
                    break;
            }
        }
        catch (UnreadableBodyException refusal)
        {
            return new(refusal, records, table.Source, table.IgnoredColumns);
        }
        return records.Count == 0
            ? new(new("empty-body", "", null, "at least one record", "没有任何记录。", "There is no record in the body."), records, table.Source, table.IgnoredColumns)
            : new(null, records, table.Source, table.IgnoredColumns);
    }
}
