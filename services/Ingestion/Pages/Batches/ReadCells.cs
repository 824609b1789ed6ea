using CreditShare.Ingestion.Answers;
using CreditShare.Ingestion.Spool;

namespace CreditShare.Ingestion.Pages.Batches;

/// <summary>A page of a batch's cells that were read, by a stated rule, as something other than they say.</summary>
/// <param name="Cells">In the order of the batch. There may be none before the last page.</param>
/// <param name="Next">Where the next page begins; null on the last one.</param>
internal sealed record ReadCells(IReadOnlyList<NormalisedCell> Cells, PagePlace? Next)
{
    private const int PageSize = 100;

    /// <summary>Chunks that one page looks at: of a million rows two may be read otherwise.</summary>
    internal const int MostChunks = 40;

    public static ReadCells Read(CitySpool spool, SpooledBatch batch, PagePlace from)
    {
        var places = new TablePlaces(batch.Source);
        var chunks = spool.Chunks(batch.Id);
        var cells = new List<NormalisedCell>();
        for (var chunk = from.Chunk; chunk < chunks; chunk++)
        {
            if (chunk - from.Chunk == MostChunks)
                return new(cells, new(chunk, 0));
            var skip = chunk == from.Chunk ? from.Place : 0;
            foreach (var (place, cell) in AnswerPages.CellsOf(spool, batch, places, chunk, spool.RecordsBefore(batch.Id, chunk)).Index().Skip(skip))
            {
                if (cells.Count == PageSize)
                    return new(cells, new(chunk, place));
                cells.Add(cell);
            }
        }
        return new(cells, null);
    }
}
