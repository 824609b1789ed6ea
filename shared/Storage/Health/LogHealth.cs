using CreditShare.ExchangeLog.Entries;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CreditShare.Storage.Health;

/// <summary>
/// Ready means that this process can write an entry of the exchange log and read it back: anything less could be green while logging fails. So each probe leaves
/// an entry; a verdict stands for <see cref="Stands"/>, however often it is asked for, which bounds them to six a minute.
/// </summary>
internal sealed class LogHealth(ILogStore log, LogHealthOptions options, TimeProvider time) : IHealthCheck, IDisposable
{
    private static readonly TimeSpan Stands = TimeSpan.FromSeconds(10);

    /// <summary>A bad verdict is asked again sooner, so that recovery shows.</summary>
    private static readonly TimeSpan BadStands = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim asking = new(1);
    private (DateTimeOffset Until, HealthCheckResult Verdict)? held;
    private (string Id, DateTimeOffset At)? sequenced;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await asking.WaitAsync(cancellationToken);
        try
        {
            if (held is { } verdict && time.GetUtcNow() < verdict.Until)
                return verdict.Verdict;
            var now = await ProbeAsync(cancellationToken);
            held = (time.GetUtcNow() + (now.Status == HealthStatus.Healthy ? Stands : BadStands), now);
            return now;
        }
        finally
        {
            asking.Release();
        }
    }

    public void Dispose() => asking.Dispose();

    private async Task<HealthCheckResult> ProbeAsync(CancellationToken ct)
    {
        try
        {
            var now = time.GetUtcNow();
            var probe = StagedEntries.Open(new LogEntry
            {
                Kind = EntryKind.HealthProbed,
                Id = $"health-{Guid.CreateVersion7(now):N}",
                At = now,
                Actor = new EntryActor(null, null, options.Service),
                Blind = StagedEntries.NewBlind(),
            });
            await log.StageAsync([probe], ct);
            if (await log.FindEntryAsync(probe.Entry.Id, ct) is not { } read || !read.Bytes.AsSpan().SequenceEqual(probe.Bytes))
                return HealthCheckResult.Unhealthy("An entry was written to the log and could not be read back.");
            return options.MustBeSequenced ? await SequencedAsync(probe.Entry, ct) : HealthCheckResult.Healthy();
        }
        catch (StoreUnavailableException fault)
        {
            return HealthCheckResult.Unhealthy("The store does not answer.", fault);
        }
    }

    /// <summary>The probe before this one must have its place in the tree by now.</summary>
    private async Task<HealthCheckResult> SequencedAsync(LogEntry probe, CancellationToken ct)
    {
        if (sequenced is { } earlier && await log.FindEntryAsync(earlier.Id, ct) is not { Index: not null })
        {
            return time.GetUtcNow() - earlier.At < Stands
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Unhealthy($"Entries have waited for their place in the log since {earlier.At:O}: no registry sequences.");
        }
        sequenced = (probe.Id, probe.At);
        return HealthCheckResult.Healthy();
    }
}

/// <param name="Service">Name of the probing service, as its entries give it.</param>
/// <param name="MustBeSequenced">Whether staged is not enough: the probe's entries must also get their places in the tree.</param>
internal sealed record LogHealthOptions(string Service, bool MustBeSequenced);
