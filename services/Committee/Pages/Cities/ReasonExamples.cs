using System.Text.Json;
using CreditShare.Committee.Statistics;
using CreditShare.Domain.Deciding;
using CreditShare.Storage;

namespace CreditShare.Committee.Pages.Cities;

/// <summary>Finds how a reason was told to the bureau, in the decision that one of its entries stands for.</summary>
internal sealed class ReasonExamples(IRecordStore records)
{
    /// <summary>Reasons that get a text; a city's other ones are rare.</summary>
    private const int Most = 20;

    /// <summary>By code of the reason; one whose decision is gone, or that is not among the most frequent, is missing.</summary>
    /// <exception cref="StoreUnavailableException">The store cannot be read.</exception>
    public async Task<IReadOnlyDictionary<string, Reason>> FindAsync(IReadOnlyList<ReasonFigure> reasons, CancellationToken ct)
    {
        var found = new Dictionary<string, Reason>(StringComparer.Ordinal);
        var latest = reasons.Take(Most).Where(reason => reason.Entries.Count > 0).Select(reason => (reason.Code, Entry: reason.Entries[^1]));
        foreach (var chunk in latest.GroupBy(reason => Chunk(reason.Entry)))
        {
            if (chunk.Key is not { } key || await records.FindDecidedAsync(key, ct) is not { } decided)
                continue;
            var decisions = Read(decided).ToDictionary(decision => decision.LogEntry);
            foreach (var (code, entry) in chunk)
            {
                if (decisions.GetValueOrDefault(entry)?.Reasons?.FirstOrDefault(reason => reason.Code == code) is { } reason)
                    found[code] = reason;
            }
        }
        return found;
    }

    private static ChunkKey? Chunk(string entry) => DecisionEntryId.Read(entry) is { } id ? new(id.City, id.Batch, id.Chunk) : null;

    private static IReadOnlyList<Decision> Read(DecidedChunk decided)
    {
        try
        {
            return DecisionJson.Read(decided.Decisions);
        }
        catch (JsonException)
        {
            // An example less; what was decided stands in the log.
            return [];
        }
    }
}
