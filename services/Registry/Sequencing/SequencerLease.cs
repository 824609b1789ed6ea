using CreditShare.Storage;
using Microsoft.Extensions.Logging;

namespace CreditShare.Registry.Sequencing;

/// <summary>
/// Of several registries one sequences; the others stand by and take over when it lets go, when its lead is over, or when they have seen it unrenewed for <see cref="Term"/>, whatever the clocks say. This spares them to
/// trip over each other; that two can never fork the log is the store's promise and needs no clock.
/// </summary>
internal sealed class SequencerLease(ILogStore log, TimeProvider time, ILogger<SequencerLease> logger)
{
    /// <summary>How long a lead lasts unrenewed: about as long entries wait after a registry died without a word.</summary>
    private static readonly TimeSpan Term = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan RenewedEvery = TimeSpan.FromSeconds(1.5);

    private readonly string holder = $"{Environment.MachineName}-{Environment.ProcessId}-{Guid.CreateVersion7(time.GetUtcNow()):N}";
    private long renewed;
    private (Lead? Lead, long Since) seen;
    private volatile bool leads;

    /// <summary>Whether this registry led when it last asked; false once it has let go, also because sequencing has stopped for good.</summary>
    public bool Leads => leads;

    /// <returns>Whether this registry is to sequence now.</returns>
    public async Task<bool> HoldAsync(CancellationToken ct)
    {
        if (leads && time.GetElapsedTime(renewed) < RenewedEvery)
            return true;
        var before = leads;
        // Unknown until answered: a registry that cannot ask does not sequence.
        leads = false;
        // Spans by timestamps, which go on evenly while the clock is set.
        var (asked, now) = (time.GetTimestamp(), time.GetUtcNow());
        var lead = await log.LeadAsync(holder, now, now + Term, ct, time.GetElapsedTime(seen.Since, asked) >= Term ? seen.Lead : null);
        if (lead != seen.Lead)
            seen = (lead, asked);
        renewed = asked;
        leads = lead.Holder == holder;
        if (leads && !before)
            Log.Leads(logger, holder);
        if (!leads && before)
            Log.StandsBy(logger, holder);
        return leads;
    }

    /// <summary>From now on this registry does not lead; the next one need not wait for the term to end.</summary>
    public async Task LetGoAsync(CancellationToken ct)
    {
        if (!leads)
            return;
        leads = false;
        try
        {
            // Over by every clock.
            await log.LeadAsync(holder, time.GetUtcNow(), DateTimeOffset.UnixEpoch, ct);
        }
        catch (Exception fault) when (fault is StoreUnavailableException or StoreConflictException)
        {
            Log.NotLetGo(logger, fault);
        }
    }
}
