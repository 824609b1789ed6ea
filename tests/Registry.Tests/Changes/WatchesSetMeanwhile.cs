using CreditShare.Storage;

namespace CreditShare.Registry.Tests.Changes;

/// <summary>A real store of watches, where something happens once as soon as they have been listed for the first time, and before what was listed is looked for in the log.</summary>
internal sealed class WatchesSetMeanwhile(IWatchStore store, Func<Task> meanwhile) : IWatchStore
{
    private bool happened;

    public async Task<IReadOnlyList<Watch>> ListAsync(string agency, string? after, int most, CancellationToken ct)
    {
        var listed = await store.ListAsync(agency, after, most, ct);
        if (listed.Count == 0 && !happened)
        {
            happened = true;
            await meanwhile();
        }
        return listed;
    }

    public Task PutAsync(Watch watch, CancellationToken ct) => store.PutAsync(watch, ct);

    public Task<bool> DeleteAsync(string agency, string code, CancellationToken ct) => store.DeleteAsync(agency, code, ct);

    public Task<Watch?> FindAsync(string agency, string code, CancellationToken ct) => store.FindAsync(agency, code, ct);

    public Task<long> CountAsync(string agency, CancellationToken ct) => store.CountAsync(agency, ct);
}
