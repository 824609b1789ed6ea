using System.Diagnostics.Metrics;
using CreditShare.Hosting.Telemetry;

namespace CreditShare.Ingestion;

/// <summary>What ingestion measures, city by city.</summary>
internal sealed class IngestionMetrics : IDisposable
{
    private readonly Meter meter;
    private readonly Counter<long> batches;

    public IngestionMetrics(IMeterFactory meters, CityNodes nodes, TimeProvider time)
    {
        meter = meters.Create(MetricNames.Source);
        batches = meter.CreateCounter<long>(MetricNames.Batches, "{batch}", "Batches taken with a receipt, by city and format");
        meter.CreateObservableGauge(
            MetricNames.SpoolDepth, () => nodes.All.Select(node => new Measurement<long>(node.Spool.Waiting().Undecided, new KeyValuePair<string, object?>("city", node.City))),
            "{record}", "Records with a receipt and without a decision");
        meter.CreateObservableGauge(
            MetricNames.SpoolOldest, () => nodes.All.Select(node => new Measurement<double>(
                node.Spool.Waiting().OldestUnsent is { } oldest ? (time.GetUtcNow() - oldest).TotalSeconds : 0, new KeyValuePair<string, object?>("city", node.City))),
            "s", "Time since the oldest batch was taken that is not wholly sent");
    }

    public void Taken(string city, string format) => batches.Add(1, new("city", city), new("format", format));

    public void Dispose() => meter.Dispose();
}
