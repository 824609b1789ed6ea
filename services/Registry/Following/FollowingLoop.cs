using CreditShare.Registry.Sequencing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CreditShare.Registry.Following;

/// <summary>Lets every follower follow where this registry leads: at once when entries were sequenced, once a second otherwise. One that fails or lags holds no other up.</summary>
internal sealed class FollowingLoop(Followings followings, FollowingMetrics metrics, SequencerLease lease, SequencerStatus status, TimeProvider time, ILogger<FollowingLoop> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        metrics.Observe(followings);
        return Task.WhenAll(followings.All.Select(following => FollowAsync(following, stoppingToken)));
    }

    private async Task FollowAsync(LogFollowing following, CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            try
            {
                // A log that contradicts itself is nothing to derive from.
                var more = false;
                if (lease.Leads && status.Stopped is null)
                    more = await following.TakePageAsync(ct);
                else
                    following.Forget();
                if (!more)
                    await following.Signal.WaitAsync(Pause, time, ct);
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                Log.Waiting(logger, fault, following.Name);
                following.Forget();
                await Task.Delay(Pause, time, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}
