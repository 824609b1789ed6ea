using CreditShare.ExchangeLog.Signing;
using CreditShare.Hosting.Waking;
using CreditShare.Registry.Following;
using CreditShare.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CreditShare.Registry.Sequencing;

/// <summary>
/// Runs the sequencer where this registry leads: at once when woken, at an interval otherwise. After a conflict it starts from what the store says.
/// </summary>
internal sealed class SequencingLoop(
    ILogStore log, IWitnessStore witnesses, WakeSignal signal, SequencerLease lease, LogKey key, SequencerStatus status, Followings followings, RegistryMetrics metrics, IOptions<RegistryOptions> options, TimeProvider time, ILoggerFactory loggers)
    : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly ILogger<Sequencer> logger = loggers.CreateLogger<Sequencer>();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await SequenceAsync(stoppingToken);
        // Stopped for good: what only the leader does is another registry's from now on, if that finds nothing wrong.
        if (status.Stopped is not null)
            await lease.LetGoAsync(stoppingToken);
    }

    /// <summary>Ends when this registry is stopped, or sequencing for good.</summary>
    private async Task SequenceAsync(CancellationToken stoppingToken)
    {
        var sequencer = New();
        var cleared = false;
        while (!stoppingToken.IsCancellationRequested && status.Stopped is null)
        {
            try
            {
                if (!await lease.HoldAsync(stoppingToken))
                {
                    sequencer = New();
                    cleared = false;
                    metrics.StandsBy();
                    await Task.Delay(Pause, time, stoppingToken);
                    continue;
                }
                // Before the first entry: what stopped another registry, or this one before a restart, stops this one too.
                cleared = cleared || await IsClearedAsync(stoppingToken);
                if (!cleared)
                    return;
                var more = await sequencer.SequenceAsync(stoppingToken);
                metrics.SequencedUpTo(sequencer.Size, caughtUp: !more);
                followings.SequencedUpTo(sequencer.Size);
                if (!more)
                    await signal.WaitAsync(options.Value.SequencingInterval, time, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (LogCorruptException fault)
            {
                Log.Corrupt(logger, fault);
                status.Stopped = fault.Message;
                return;
            }
            catch (Exception fault) when (fault is StoreUnavailableException or StoreConflictException)
            {
                if (fault is StoreConflictException)
                    Log.Conflict(logger, fault);
                else
                    Log.Waiting(logger, fault);
                sequencer = New();
                await signal.WaitAsync(Pause, time, stoppingToken);
            }
        }
    }

    private async Task<bool> IsClearedAsync(CancellationToken ct)
    {
        if ((await witnesses.ReadWitnessesAsync(ct)).FirstOrDefault(witness => witness.Evidence is not null)?.Evidence is not { } evidence)
            return true;
        Log.Evidence(logger, evidence);
        status.Stopped = evidence;
        return false;
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await lease.LetGoAsync(cancellationToken);
    }

    private Sequencer New() => new(log, key.Signer, options.Value.LogOrigin, logger);
}

/// <summary>Why sequencing has stopped for good; null while it goes on. Written by the loop, or upon a witness's evidence; read by the health check.</summary>
internal sealed class SequencerStatus
{
    public volatile string? Stopped;
}

/// <summary>The log's signer key; only the sequencing side of the registry sees it.</summary>
internal sealed record LogKey(SignerKey Signer);
