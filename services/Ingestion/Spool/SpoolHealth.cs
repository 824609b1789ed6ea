using CreditShare.Sqlite;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CreditShare.Ingestion.Spool;

/// <summary>Ready means that every city's spool can be written to the disk and read: without it no receipt can be given.</summary>
internal sealed class SpoolHealth(CityNodes nodes) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            foreach (var node in nodes.All)
            {
                if (!await node.Spool.ProbeAsync(cancellationToken))
                    return HealthCheckResult.Unhealthy($"The spool of city {node.City} does not keep what is written.");
            }
            return HealthCheckResult.Healthy();
        }
        catch (SqliteUnavailableException fault)
        {
            return HealthCheckResult.Unhealthy("A spool cannot be written.", fault);
        }
    }
}
