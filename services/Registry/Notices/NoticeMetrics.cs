using System.Diagnostics.Metrics;
using CreditShare.Hosting.Telemetry;

namespace CreditShare.Registry.Notices;

/// <summary>Counts notices; a page that is repeated counts again.</summary>
internal sealed class NoticeMetrics : IDisposable
{
    private readonly Meter meter;
    private long opened;

    public NoticeMetrics(IMeterFactory meters)
    {
        meter = meters.Create(MetricNames.Source);
        // Told from zero on, so that the first one is seen as a change.
        meter.CreateObservableCounter(MetricNames.Notices, () => Interlocked.Read(ref opened), "{notice}", "Notices to agencies that had been told of a record");
    }

    public void Opened(int count) => Interlocked.Add(ref opened, count);

    public void Dispose() => meter.Dispose();
}
