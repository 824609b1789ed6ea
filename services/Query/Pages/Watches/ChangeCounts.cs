using System.Collections.Concurrent;

namespace CreditShare.Query.Pages.Watches;

/// <summary>How many changes wait for an agency, for a minute: its first page is loaded often, and counting reads all that it watches. Safe for concurrent callers.</summary>
internal sealed class ChangeCounts(TimeProvider time)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, (long At, BoundedCount Count)> counts = new();

    /// <summary>Null if it is to be counted anew.</summary>
    public BoundedCount? Find(string agency) => counts.TryGetValue(agency, out var kept) && time.GetElapsedTime(kept.At) < Fresh ? kept.Count : null;

    public BoundedCount Keep(string agency, BoundedCount count)
    {
        counts[agency] = (time.GetTimestamp(), count);
        return count;
    }

    public void Forget(string agency) => counts.TryRemove(agency, out _);
}
