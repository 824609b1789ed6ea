using System.Diagnostics.Metrics;
using CreditShare.Hosting.Telemetry;

namespace CreditShare.Registry.Notices;

/// <summary>Counts notices; a page that is repeated counts again.</summary>
internal sealed class NoticeMetrics : IDisposable
{
    private readonly Meter meter;
    private readonly Counter<long> opened;

    public NoticeMetrics(IMeterFactory meters)
    {
        meter = meters.Create(MetricNames.Source);
        opened = meter.CreateCounter<long>(MetricNames.Notices, "{notice}", "Notices to agencies that had been told of a record");
    }

    public void Opened(int count) => opened.Add(count);

    public void Dispose() => meter.Dispose();
}
