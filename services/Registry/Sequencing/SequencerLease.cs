using CreditShare.Storage;
using Microsoft.Extensions.Logging;

namespace CreditShare.Registry.Sequencing;

/// <summary>
/// Of several registries one sequences; the others stand by and take over when it lets go or has not renewed for <see cref="Term"/>. This spares them to
/// trip over each other; that two can never fork the log is the store's promise and needs no clock.
/// </summary>
internal sealed class SequencerLease(ILogStore log, TimeProvider time, ILogger<SequencerLease> logger)
{
    /// <summary>How long entries may wait after a registry died without a word.</summary>
    private static readonly TimeSpan Term = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan RenewedEvery = TimeSpan.FromSeconds(1.5);

    private readonly string holder = $"{Environment.MachineName}-{Environment.ProcessId}-{Guid.CreateVersion7(time.GetUtcNow()):N}";
    private DateTimeOffset renewAt = DateTimeOffset.MinValue;
    private volatile bool leads;

    /// <summary>Whether this registry led when it last asked; false once it has let go, also because sequencing has stopped for good.</summary>
    public bool Leads => leads;

    /// <returns>Whether this registry is to sequence now.</returns>
    public async Task<bool> HoldAsync(CancellationToken ct)
    {
        var now = time.GetUtcNow();
        if (leads && now < renewAt)
            return true;
        var before = leads;
        // Unknown until answered: a registry that cannot ask does not sequence.
        leads = false;
        leads = await log.LeadAsync(holder, now, now + Term, ct);
        renewAt = now + RenewedEvery;
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
            var now = time.GetUtcNow();
            await log.LeadAsync(holder, now, now, ct);
        }
        catch (StoreUnavailableException fault)
        {
            Log.NotLetGo(logger, fault);
        }
    }
}
