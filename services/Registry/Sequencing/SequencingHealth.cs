using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CreditShare.Registry.Sequencing;

/// <summary>A registry whose sequencing has stopped for good is not ready, whatever else works.</summary>
internal sealed class SequencingHealth(SequencerStatus status) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(status.Stopped is { } reason ? HealthCheckResult.Unhealthy($"Sequencing has stopped: {reason}") : HealthCheckResult.Healthy());
}
