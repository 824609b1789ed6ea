using System.Diagnostics.Metrics;
using CreditShare.Hosting.Telemetry;

namespace CreditShare.Query.Lookups;

/// <summary>Counts lookups by what was asked and how they ended.</summary>
internal sealed class LookupMetrics : IDisposable
{
    public const string Refused = "refused";

    /// <summary>One call about many subjects was answered.</summary>
    public const string OfMany = "answered-list";

    public const string Unavailable = "unavailable";

    private readonly Meter meter;
    private readonly Counter<long> lookups;

    public LookupMetrics(IMeterFactory meters)
    {
        meter = meters.Create(MetricNames.Source);
        lookups = meter.CreateCounter<long>(MetricNames.Lookups, "{lookup}", "Lookups by what was asked and how they ended");
    }

    /// <param name="asked">punishments, rewards or records.</param>
    /// <param name="end">The answer's result, or one of this class's words.</param>
    public void Ended(string asked, string end) => lookups.Add(1, new("asked", asked), new("end", end));

    public void Dispose() => meter.Dispose();
}
