using CreditShare.Domain.Calendar;
using CreditShare.Registry.Notices;
using CreditShare.Registry.Sequencing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CreditShare.Registry.Retention;

/// <summary>Deletes every night, in the registry that leads, what may be kept no longer.</summary>
internal sealed class RetentionLoop(RetentionJob job, NoticeRetention notices, SequencerLease lease, TimeProvider time, ILogger<RetentionLoop> logger) : BackgroundService
{
    /// <summary>The account that the log names.</summary>
    private const string Account = "registry";

    /// <summary>After midnight in China, when few look up.</summary>
    private static readonly TimeSpan Hour = TimeSpan.FromHours(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await Task.Delay(UntilNext(time.GetUtcNow()), time, stoppingToken);
                if (lease.Leads)
                    await RunAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The registry stops; what was not reached is for the next run.
        }
    }

    private async Task RunAsync(CancellationToken ct)
    {
        try
        {
            var result = await job.DeleteAsync(Account, null, ct);
            await notices.DeleteAsync(ct);
            Log.Ran(logger, result.Records, result.Contents, result.EntriesRead);
            if (result.Unreadable > 0)
                Log.Unreadable(logger, result.Unreadable);
        }
        // Whatever is wrong with the store at night, decisions go on.
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            Log.Failed(logger, fault);
        }
    }

    /// <summary>How long until it is two in the morning in China.</summary>
    private static TimeSpan UntilNext(DateTimeOffset now)
    {
        var today = ChinaCalendar.StartOf(ChinaCalendar.Today(now)) + Hour;
        return (today > now ? today : today.AddDays(1)) - now;
    }
}
