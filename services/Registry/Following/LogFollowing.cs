using CreditShare.ExchangeLog.Entries;
using CreditShare.Hosting.Waking;
using CreditShare.Storage;
using Microsoft.Extensions.Logging;

namespace CreditShare.Registry.Following;

/// <summary>One follower on its way through the log. Recovery is the same code: a restart reads the place and goes on. Not for concurrent callers but for what is said to be.</summary>
internal sealed class LogFollowing(ILogFollower follower, ILogStore log, IPlaceStore places, FollowingMetrics metrics, TimeProvider time, ILogger<LogFollowing> logger)
{
    /// <summary>Entries handed over at once: as many as a chunk has records, so that a chunk's effects share their commits.</summary>
    private const int PageSize = 500;

    /// <summary>Of entries and contents handed over at once, but for the last one: some contents have megabytes.</summary>
    private const long PageBytes = 4 << 20;

    /// <summary>How often an entry is tried before it is passed over: not every fault that nobody foresaw is the entry's.</summary>
    private const int Tries = 3;

    // Owned by the loop; the metrics and the health check read the first.
    private volatile Reached? reached;
    private long? place;
    private (long Index, int Times) failed;

    public string Name => follower.Name;

    /// <summary>Woken when entries were sequenced.</summary>
    public WakeSignal Signal { get; } = new();

    /// <summary>Where it stands and since when; null while it does not follow. Safe for concurrent readers.</summary>
    public Reached? Now => reached;

    /// <summary>Another registry leads, or the store failed: what is known of the place may be old.</summary>
    public void Forget() => (place, reached) = (null, null);

    /// <summary>Takes the next page.</summary>
    /// <returns>True if there may be more.</returns>
    /// <exception cref="StoreUnavailableException">Ask again: the page is repeated.</exception>
    /// <exception cref="StoreConflictException">Likewise, as for any other exception of a follower.</exception>
    public async Task<bool> TakePageAsync(CancellationToken ct)
    {
        var from = place ??= await places.ReadPlaceAsync(Name, ct);
        var size = await log.SizeAsync(ct);
        var until = Math.Min(size, from + PageSize);
        if (from < until)
        {
            var page = await log.ReadStoredAsync(from, until, ct, PageBytes);
            // What is missing behind the last one is gone, or did not fit: then the next page begins with it.
            if (page.Count > 0)
                until = page[^1].Stored.Index!.Value + 1;
            var entries = Readable(page, from, until);
            if (entries.Count > 0)
                await TakeAsync(entries, ct);
            // From here a restart repeats the page.
            await places.MovePlaceAsync(Name, until, ct);
            place = until;
        }
        var now = time.GetUtcNow();
        reached = new(until, size, until >= size || reached is not { } before ? now : before.CaughtUp);
        return until < size;
    }

    private async Task TakeAsync(List<FollowedEntry> entries, CancellationToken ct)
    {
        try
        {
            await follower.TakeAsync(entries, ct);
        }
        catch (Exception fault) when (!IsPassing(fault, ct) && entries.Count > 1)
        {
            foreach (var entry in entries)
                await TakeAsync([entry], ct);
        }
        catch (Exception fault) when (!IsPassing(fault, ct))
        {
            failed = (entries[0].Index, failed.Index == entries[0].Index ? failed.Times + 1 : 1);
            if (failed.Times < Tries)
                throw;
            PassOver(entries[0].Index, entries[0].Entry.Id, fault);
        }
    }

    /// <summary>The entries that can be read; those that cannot, or are gone, are named.</summary>
    private List<FollowedEntry> Readable(IReadOnlyList<FiledEntry> page, long from, long until)
    {
        var entries = new List<FollowedEntry>(page.Count);
        var next = from;
        foreach (var (stored, filing) in page)
        {
            for (; next < stored.Index; next++)
                PassOver(next, "", null);
            next = stored.Index!.Value + 1;
            if (EntryEncoding.TryDecode(stored.Bytes, out var entry))
                entries.Add(new(stored.Index.Value, entry, stored.Content));
            else
                PassOver(stored.Index.Value, filing.Id, null);
        }
        for (; next < until; next++)
            PassOver(next, "", null);
        return entries;
    }

    private void PassOver(long index, string id, Exception? fault)
    {
        Log.PassedOver(logger, fault, Name, index, id);
        metrics.PassedOver(Name);
    }

    private static bool IsPassing(Exception fault, CancellationToken ct) =>
        fault is StoreUnavailableException or StoreConflictException || (fault is OperationCanceledException && ct.IsCancellationRequested);

    /// <param name="Place">Index of the first entry not taken.</param>
    /// <param name="Size">Of the log, when that was looked at.</param>
    /// <param name="CaughtUp">When it last had taken all that there was, UTC; if never, since when it follows.</param>
    public sealed record Reached(long Place, long Size, DateTimeOffset CaughtUp);
}
