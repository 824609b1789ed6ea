using CreditShare.Domain.Statistics;
using CreditShare.Storage;

namespace CreditShare.Registry.Tests.Statistics;

/// <summary>A real store in front of which the follower now and then dies: before a page, behind some of its sheets, or behind all.</summary>
internal sealed class CutStatisticsStore(IStatisticsStore store, Random random) : IStatisticsStore
{
    /// <summary>How often it died with some sheets written and others not.</summary>
    public int CutsBetween { get; private set; }

    public Task<IReadOnlyList<Sheet>> FindAsync(IReadOnlyCollection<SheetId> ids, CancellationToken ct) => store.FindAsync(ids, ct);

    public Task<IReadOnlyList<Sheet>> ListAsync(SheetKind kind, DateOnly from, DateOnly until, CancellationToken ct) => store.ListAsync(kind, from, until, ct);

    public async Task ReplaceAsync(IReadOnlyCollection<SheetChange> changes, CancellationToken ct)
    {
        if (random.Next(3) > 0)
        {
            await store.ReplaceAsync(changes, ct);
            return;
        }
        var written = changes.Where(_ => random.Next(2) == 0).ToList();
        await store.ReplaceAsync(written, ct);
        if (written.Count > 0 && written.Count < changes.Count)
            CutsBetween++;
        throw new StoreUnavailableException("died");
    }
}
