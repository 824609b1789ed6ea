using CreditShare.Storage;

namespace CreditShare.Committee.Entries;

/// <summary>Finds entries page by page; what the REST search and the console's have alike.</summary>
internal sealed class EntrySearch(ILogStore log, LogTimes times)
{
    /// <param name="filter">What to find; its limit is the page's.</param>
    /// <param name="ct">Ends when the reader has gone.</param>
    /// <exception cref="StoreUnavailableException">The store cannot be read.</exception>
    public async Task<FoundEntries> FindAsync(EntryFilter filter, CancellationToken ct)
    {
        // One more than is shown tells whether there is a next page.
        var found = await log.FindEntriesAsync(await times.NarrowAsync(filter with { Limit = filter.Limit + 1 }, ct), ct);
        return found.Count > filter.Limit ? new([.. found.Take(filter.Limit)], found[filter.Limit - 1].Index) : new(found, null);
    }
}

/// <summary>A page of entries.</summary>
/// <param name="Entries">In the order asked for.</param>
/// <param name="Next">Cursor of the next page; null on the last one.</param>
internal sealed record FoundEntries(IReadOnlyList<SequencedEntry> Entries, long? Next);
