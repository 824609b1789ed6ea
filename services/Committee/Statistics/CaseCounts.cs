using CreditShare.Storage;
using Microsoft.Extensions.Hosting;

namespace CreditShare.Committee.Statistics;

/// <summary>
/// The cases as they were last counted. Counting reads every case, so pages show the latest count with its time, and wait two seconds at most: a minute after its end a new one is begun.
/// </summary>
internal sealed class CaseCounts(CaseStatistics cases, IHostApplicationLifetime lifetime, TimeProvider time)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    // Guards both; a count under way is owned by nobody's request.
    private readonly Lock gate = new();
    private (CaseReport Report, DateTimeOffset Ended)? latest;
    private Task? counting;

    /// <returns>Null where there is none yet, and counting takes longer than a page should.</returns>
    /// <exception cref="StoreUnavailableException">The store cannot be read.</exception>
    public async Task<CaseReport?> ReadAsync(CancellationToken ct)
    {
        Task counted;
        lock (gate)
        {
            // By when its counting ended: one that takes longer than a minute is fresh all the same.
            if (latest is var (report, ended) && time.GetUtcNow() - ended < Fresh)
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
            return latest?.Report;
    }

    private async Task CountAsync()
    {
        try
        {
            var report = await cases.CountAsync(lifetime.ApplicationStopping);
            lock (gate)
                latest = (report, time.GetUtcNow());
        }
        finally
        {
            lock (gate)
                counting = null;
        }
    }
}
