using CreditShare.Registry.Sequencing;
using CreditShare.Storage;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CreditShare.Registry;

/// <summary>Ready means that the log in the central store can be read and is being sequenced.</summary>
internal sealed class LogHealth(ILogStore log, SequencerStatus status) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (status.Stopped is { } reason)
            return HealthCheckResult.Unhealthy($"Sequencing has stopped: {reason}");
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
