using CreditShare.Storage;
using Microsoft.Extensions.Hosting;

namespace CreditShare.Committee.Statistics;

/// <summary>The cases as they were last counted. Counting reads every case, so pages show a count that may be a minute old, and wait for none: a new one is made while they are read.</summary>
internal sealed class CaseCounts(CaseStatistics cases, IHostApplicationLifetime lifetime, TimeProvider time)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    // Guards both; a count under way is owned by nobody's request.
    private readonly Lock gate = new();
    private CaseReport? latest;
    private Task? counting;

    /// <returns>Null where the first count takes longer than a page should.</returns>
    /// <exception cref="StoreUnavailableException">The store cannot be read.</exception>
    public async Task<CaseReport?> ReadAsync(CancellationToken ct)
    {
        Task counted;
        lock (gate)
        {
            if (latest is { } report && time.GetUtcNow() - report.At < Fresh)
                return report;
            counted = counting ??= Task.Run(CountAsync, CancellationToken.None);
        }
        try
        {
            await counted.WaitAsync(Patience, time, ct);
        }
        catch (TimeoutException)
        {
            // The older count, if there is one, says more than nothing.
        }
        lock (gate)
            return latest;
    }

    private async Task CountAsync()
    {
        try
        {
            var report = await cases.CountAsync(lifetime.ApplicationStopping);
            lock (gate)
                latest = report;
        }
        finally
        {
            lock (gate)
                counting = null;
        }
    }
}
