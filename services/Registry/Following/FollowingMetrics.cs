using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using CreditShare.Hosting.Telemetry;

namespace CreditShare.Registry.Following;

/// <summary>How far the log's followers lag, where this registry leads, and what they passed over.</summary>
internal sealed class FollowingMetrics : IDisposable
{
    private readonly Meter meter;
    private readonly TimeProvider time;
    private readonly ConcurrentDictionary<string, long> passedOver = [];
    private volatile Followings? observed;

    public FollowingMetrics(IMeterFactory meters, TimeProvider time)
    {
        this.time = time;
        meter = meters.Create(MetricNames.Source);
        // Told from zero on, so that the first one is seen as a change.
        meter.CreateObservableCounter(
            MetricNames.PassedOver,
            () => (observed?.All ?? []).Select(following => new Measurement<long>(passedOver.GetValueOrDefault(following.Name), new KeyValuePair<string, object?>("follower", following.Name))),
            "{entry}", "Entries that a follower of the log could not read and passed over");
        meter.CreateObservableGauge(MetricNames.FollowingLag, Lags, "s", "Time since a follower had taken all of the log");
    }

    public void Observe(Followings followings) => observed = followings;

    public void PassedOver(string follower) => passedOver.AddOrUpdate(follower, 1, (_, before) => before + 1);

    public void Dispose() => meter.Dispose();

    private IEnumerable<Measurement<double>> Lags()
    {
        var now = time.GetUtcNow();
        return (observed?.All ?? []).Where(following => following.Now is not null)
            .Select(following => new Measurement<double>((now - following.Now!.CaughtUp).TotalSeconds, new KeyValuePair<string, object?>("follower", following.Name)));
    }
}
