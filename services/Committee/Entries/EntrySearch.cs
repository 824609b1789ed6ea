using CreditShare.Storage;

namespace CreditShare.Committee.Entries;

/// <summary>
/// Finds entries page by page; what the REST search and the console's have alike. However large the log is and however seldom what is asked for lies together in it, a page is given after some seconds: with what was found by
/// then, and the place to go on from.
/// </summary>
/// <param name="log">The log.</param>
/// <param name="times">Where instants lie in it.</param>
/// <param name="time">By which a search ends.</param>
/// <param name="stretch">Entries of the log that are searched at once at first; two filters that are each frequent read some tenths of a second in so many. Where there is little to read it grows.</param>
internal sealed class EntrySearch(ILogStore log, LogTimes times, TimeProvider time, long stretch = EntrySearch.UsualStretch)
{
    private const long UsualStretch = 250_000;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    /// <summary>A stretch that took less is followed by one of twice the length.</summary>
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(200);

    /// <param name="filter">What to find; its limit is the page's.</param>
    /// <param name="ct">Ends when the reader has gone.</param>
    /// <exception cref="StoreUnavailableException">The store cannot be read.</exception>
    public async Task<FoundEntries> FindAsync(EntryFilter filter, CancellationToken ct)
    {
        var began = time.GetTimestamp();
        var narrowed = await times.NarrowAsync(filter, ct);
        var (from, until) = narrowed.Indexes(await log.SizeAsync(ct));
        // A search for a batch reads all of the batch's ids each time.
        var most = filter.Batch is null ? stretch : until;
        var found = new List<SequencedEntry>();
        while (from < until)
        {
            var stretchBegan = time.GetTimestamp();
            var (first, end) = filter.NewestFirst ? (Math.Max(from, until - most), until) : (from, Math.Min(until, from + most));
            // One more than is shown tells whether there is a next page.
            found.AddRange(await log.FindEntriesAsync(narrowed with { After = null, AtLeast = first, Below = end, Limit = filter.Limit + 1 - found.Count }, ct));
            if (found.Count > filter.Limit)
                return new([.. found.Take(filter.Limit)], found[filter.Limit - 1].Index, IsCut: false);
            (from, until) = filter.NewestFirst ? (from, first) : (end, until);
            if (time.GetElapsedTime(stretchBegan) < Short)
                most *= 2;
            if (from < until && time.GetElapsedTime(began) > Longest)
                return new(found, filter.NewestFirst ? until : from - 1, IsCut: true);
        }
        return new(found, null, IsCut: false);
    }
}

/// <summary>A page of entries.</summary>
/// <param name="Entries">In the order asked for.</param>
/// <param name="Next">Cursor of the next page; null on the last one.</param>
/// <param name="IsCut">The search took long, and goes on at the cursor: there may be fewer entries than asked for, or none.</param>
internal sealed record FoundEntries(IReadOnlyList<SequencedEntry> Entries, long? Next, bool IsCut);
