using CreditShare.Registry.Sequencing;
using CreditShare.Registry.Submissions;
using CreditShare.Storage.Seeds;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CreditShare.Registry.Bases;

/// <summary>In the registry that leads, as soon as it leads and every ten seconds: keys change while it runs, and another registry may have said something else before.</summary>
internal sealed class BasisLoop(BasisLog log, SeedFolder seeds, SenderCheck senders, SequencerLease lease, TimeProvider time, ILogger<BasisLoop> logger) : BackgroundService
{
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan UntilItLeads = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var leads = lease.Leads;
            try
            {
                if (leads)
                    await log.NoteAsync(Basis.Of(seeds, senders.MemberKeys), stoppingToken);
            }
            // Whatever is wrong with the store, decisions go on; what was not said is said the next time.
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                Log.NotSaid(logger, fault);
            }
            await Task.Delay(leads ? Between : UntilItLeads, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
