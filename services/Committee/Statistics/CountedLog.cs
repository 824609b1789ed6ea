using CreditShare.Storage;

namespace CreditShare.Committee.Statistics;

/// <summary>How far the log has been counted.</summary>
internal sealed class CountedLog(IPlaceStore places, ILogStore log)
{
    /// <exception cref="StoreUnavailableException">The store cannot be read.</exception>
    public async Task<Counted> ReadAsync(CancellationToken ct)
    {
        // In this order: the place cannot then be beyond the size.
        var entries = await places.ReadPlaceAsync(IStatisticsStore.Follower, ct);
        return new(entries, await log.SizeAsync(ct));
    }
}
