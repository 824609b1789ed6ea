using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CreditShare.Registry.Following;

/// <summary>A follower that lags is a warning, no more: decisions and answers do not wait for it. A registry that stands by has nothing to say.</summary>
internal sealed class FollowingHealth(Followings followings, TimeProvider time) : IHealthCheck
{
    private static readonly TimeSpan Tolerated = TimeSpan.FromMinutes(1);

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var now = time.GetUtcNow();
        var lags = followings.All.Where(following => following.Now is not null).Select(following => (following.Name, Lag: now - following.Now!.CaughtUp, following.Now)).ToList();
        var detail = string.Join("; ", lags.Select(lag => string.Create(CultureInfo.InvariantCulture, $"{lag.Name}: {lag.Now.Place} of {lag.Now.Size} entries, {lag.Lag.TotalSeconds:0.0} s behind")));
        return Task.FromResult(lags.Any(lag => lag.Lag > Tolerated) ? HealthCheckResult.Degraded(detail) : HealthCheckResult.Healthy(detail));
    }
}
