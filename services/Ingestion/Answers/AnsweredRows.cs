using CreditShare.Domain.Deciding;
using CreditShare.Ingestion.Imports.Tables;
using CreditShare.Ingestion.Spool;

namespace CreditShare.Ingestion.Answers;

/// <summary>A row as it was sent, and what became of it.</summary>
/// <param name="Sheet">Which of the table's sheets, from 0.</param>
/// <param name="Row">As it stood in the file.</param>
/// <param name="Decision">About its record.</param>
internal sealed record AnsweredRow(int Sheet, KeptRow Row, Decision Decision);

/// <summary>The rows of a decided batch with their decisions, chunk by chunk, in the order of the file.</summary>
internal static class AnsweredRows
{
    /// <exception cref="InvalidDataException">The rows were deleted while they were read, or a record is not decided.</exception>
    public static IEnumerable<AnsweredRow> Read(CitySpool spool, string batch, TablePlaces places, bool refusedOnly)
    {
        var chunks = spool.Chunks(batch);
        var record = 0;
        for (var chunk = 0; chunk < chunks; chunk++)
        {
            var decisions = spool.Decisions(batch, chunk) ?? throw new InvalidDataException($"Chunk {chunk} of batch {batch} is not decided.");
            foreach (var row in Rows(spool, batch, chunk, decisions, refusedOnly))
                yield return new(places.SheetOf(record + row.Place), row.Kept, decisions[row.Place]);
            record += decisions.Count;
        }
    }

    /// <summary>Of one chunk: a kept row, and the place in the chunk that it shares with its decision.</summary>
    public static IEnumerable<(int Place, KeptRow Kept)> Rows(CitySpool spool, string batch, int chunk, IReadOnlyList<Decision> decisions, bool refusedOnly)
    {
        if (refusedOnly && decisions.All(decision => decision.Outcome != Outcome.Rejected))
            yield break;
        var rows = spool.Extras(batch, chunk).Rows;
        if (rows.Count != decisions.Count)
            throw new InvalidDataException($"Of chunk {chunk} of batch {batch} {rows.Count} rows are kept, and {decisions.Count} decisions.");
        for (var place = 0; place < rows.Count; place++)
        {
            if (!refusedOnly || decisions[place].Outcome == Outcome.Rejected)
                yield return (place, rows[place]);
        }
    }
}
