using CreditShare.Storage;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CreditShare.Registry;

/// <summary>Ready means that the log in the central store can be read.</summary>
internal sealed class LogHealth(ILogStore log) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await log.SizeAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (StoreUnavailableException fault)
        {
            return HealthCheckResult.Unhealthy("The store does not answer.", fault);
        }
    }
}
