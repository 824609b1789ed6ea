using System.Diagnostics.Metrics;
using CreditShare.Domain.Deciding;
using CreditShare.Domain.Records;
using CreditShare.Hosting.Telemetry;

namespace CreditShare.Registry;

/// <summary>What the registry measures; the log's size and lag only while it sequences.</summary>
internal sealed class RegistryMetrics : IDisposable
{
    private readonly Meter meter;
    private readonly Counter<long> records;
    private readonly TimeProvider time;
    private volatile Sequenced? sequenced;
    private volatile Witnessed? witnessed;

    public RegistryMetrics(IMeterFactory meters, TimeProvider time)
    {
        this.time = time;
        meter = meters.Create(MetricNames.Source);
        records = meter.CreateCounter<long>(MetricNames.Records, "{record}", "Records decided, by city and decision");
        meter.CreateObservableGauge(MetricNames.LogSize, () => Now(state => state.Size), "{entry}", "Entries that have their place in the log");
        meter.CreateObservableGauge(
            MetricNames.LogLag, () => Now(state => (this.time.GetUtcNow() - state.CaughtUp).TotalSeconds), "s", "Time since nothing staged was without its place in the log");
        meter.CreateObservableGauge<long>(MetricNames.Cosignatures, () => witnessed is { } state ? [new(state.Cosignatures)] : [], "{cosignature}", "Cosignatures of the checkpoint shown");
        meter.CreateObservableGauge<double>(
            MetricNames.WitnessedAge, () => witnessed?.At is { } at ? [new((this.time.GetUtcNow() - at).TotalSeconds)] : [], "s", "Time since a checkpoint met the witness policy");
    }

    public void Decided(string city, IEnumerable<Decision> decisions)
    {
        foreach (var (outcome, count) in decisions.CountBy(decision => decision.Outcome))
            records.Add(count, new("city", city), new("decision", RecordWords.Word(outcome)));
    }

    /// <param name="size">Entries that have their place.</param>
    /// <param name="caughtUp">Whether none waited behind them.</param>
    public void SequencedUpTo(long size, bool caughtUp)
    {
        var now = time.GetUtcNow();
        sequenced = new(size, caughtUp || sequenced is not { } before ? now : before.CaughtUp);
    }

    /// <param name="cosignatures">Of the checkpoint shown.</param>
    /// <param name="metAt">When one last met the policy, UTC; null if none did.</param>
    public void Shown(int cosignatures, DateTimeOffset? metAt) => witnessed = new(cosignatures, metAt);

    public void StandsBy() => (sequenced, witnessed) = (null, null);

    public void Dispose() => meter.Dispose();

    private IEnumerable<Measurement<T>> Now<T>(Func<Sequenced, T> value) where T : struct => sequenced is { } state ? [new(value(state))] : [];

    private sealed record Witnessed(int Cosignatures, DateTimeOffset? At);

    private sealed record Sequenced(long Size, DateTimeOffset CaughtUp);
}
