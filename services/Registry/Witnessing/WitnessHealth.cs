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
            var published = await store.ReadPublishedAsync(cancellationToken);
            var age = time.GetUtcNow() - published?.WitnessedAt;
            var detail = age is null ? "No checkpoint has been witnessed yet." : $"The last checkpoint with {options.Value.Quorum} cosignatures is {age.Value:hh\\:mm\\:ss} old.";
            return age > Longest ? HealthCheckResult.Unhealthy(detail)
                : age is null || age > options.Value.Refresh + options.Value.Within ? HealthCheckResult.Degraded(detail)
                : HealthCheckResult.Healthy(detail);
        }
        catch (StoreUnavailableException fault)
        {
            return HealthCheckResult.Unhealthy("The store cannot be reached.", fault);
        }
    }
}
