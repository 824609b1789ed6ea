using CreditShare.Storage;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace CreditShare.Registry.Witnessing;

/// <summary>Evidence of a witness is the end; too few cosignatures are a warning, and after ten minutes more than that. Read from the store, so every registry says the same.</summary>
internal sealed class WitnessHealth(IWitnessStore store, IOptions<WitnessOptions> options, TimeProvider time) : IHealthCheck
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var standings = await store.ReadWitnessesAsync(cancellationToken);
            if (standings.FirstOrDefault(standing => standing.Evidence is not null) is { } against)
                return HealthCheckResult.Unhealthy(against.Evidence!.Split('\n')[0]);
            if (options.Value.Quorum == 0)
                return HealthCheckResult.Healthy();
            return Judge(await store.ReadPublishedAsync(cancellationToken));
        }
        catch (StoreUnavailableException fault)
        {
            return HealthCheckResult.Unhealthy("The store cannot be reached.", fault);
        }
    }

    /// <summary>What is shown, and by how many it was cosigned; and for how long nothing has been cosigned by enough.</summary>
    private HealthCheckResult Judge(PublishedCheckpoint? published)
    {
        if (published is null)
            return HealthCheckResult.Degraded("No checkpoint is shown yet.");
        var quorum = options.Value.Quorum;
        var age = time.GetUtcNow() - published.WitnessedAt;
        var last = age is { } since ? $"the policy of that time was last met {since:d\\.hh\\:mm\\:ss} ago" : "the policy was never met";
        var detail = $"The checkpoint shown has {published.Cosignatures} cosignatures of {quorum}; {last}.";
        if (age > Longest)
            return HealthCheckResult.Unhealthy(detail);
        return published.Cosignatures < quorum || age is null || age > options.Value.Refresh + options.Value.Within ? HealthCheckResult.Degraded(detail) : HealthCheckResult.Healthy(detail);
    }
}
