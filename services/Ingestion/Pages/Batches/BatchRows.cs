using CreditShare.Domain.Deciding;
using CreditShare.Ingestion.Answers;
using CreditShare.Ingestion.Spool;

namespace CreditShare.Ingestion.Pages.Batches;

/// <param name="Decision">About the row's record.</param>
/// <param name="Sheet">Of a workbook; null for all else.</param>
/// <param name="Errors">All that is wrong with it.</param>
internal sealed record BatchRow(Decision Decision, string? Sheet, IReadOnlyList<ErrorRow> Errors);

/// <summary>A page of a batch's rows with what became of them.</summary>
/// <param name="Rows">In the order of the batch.</param>
/// <param name="Next">Where the next page begins; null on the last one.</param>
internal sealed record BatchRows(IReadOnlyList<BatchRow> Rows, PagePlace? Next)
{
    private const int PageSize = 50;

    /// <param name="spool">Of the city.</param>
    /// <param name="batch">The batch.</param>
    /// <param name="from">Where the page begins.</param>
    /// <param name="all">Whether those that are held are wanted too; else only what was refused, and what is held as another record.</param>
    /// <param name="isGone">Whether the batch's rows, as they stood in the file, are no longer told.</param>
    public static BatchRows Read(CitySpool spool, SpooledBatch batch, PagePlace from, bool all, bool isGone)
    {
        var places = new TablePlaces(batch.Source);
        var sheets = batch.Source?.Sheets ?? [];
        var chunks = spool.Chunks(batch.Id);
        var rows = new List<BatchRow>();
        for (var at = NextChunk(from.Chunk); at is { } chunk; at = NextChunk(chunk + 1))
        {
            var decisions = spool.Decisions(batch.Id, chunk) ?? [];
            var first = spool.RecordsBefore(batch.Id, chunk);
            var sent = AnswerPages.CellsSent(spool, batch, chunk, isGone);
            for (var place = chunk == from.Chunk ? from.Place : 0; place < decisions.Count; place++)
            {
                var decision = decisions[place];
                if (!all && decision.Outcome is Outcome.Accepted or Outcome.Repeated)
                    continue;
                if (rows.Count == PageSize)
                    return new(rows, new(chunk, place));
                rows.Add(new(decision, sheets.Count == 0 ? null : sheets[places.SheetOf(first + place)].Name, [.. AnswerPages.ErrorsOf(places, [decision], first + place, sent, place)]));
            }
        }
        return new(rows, null);

        int? NextChunk(int chunk) => !all ? spool.BatchList.NextRemarked(batch.Id, chunk) : chunk < chunks ? chunk : null;
    }
}
