using System.Threading.Channels;
using CreditShare.Storage.Seeds;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CreditShare.Registry.Bases;

/// <summary>Every registry, whether it leads or not, for each may decide: when it starts, and with each list of keys that it reads anew, in their order. Between that never, so that two registries that differ do not answer each other for ever.</summary>
internal sealed class BasisLoop : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly BasisLog log;
    private readonly SeedFolder seeds;
    private readonly TimeProvider time;
    private readonly ILogger<BasisLoop> logger;
    private readonly Channel<IReadOnlyDictionary<string, string[]>> keys = Channel.CreateUnbounded<IReadOnlyDictionary<string, string[]>>(new() { SingleReader = true });
    private readonly IDisposable? changes;

    public BasisLoop(BasisLog log, SeedFolder seeds, IOptionsMonitor<RegistryOptions> options, TimeProvider time, ILogger<BasisLoop> logger)
    {
        (this.log, this.seeds, this.time, this.logger) = (log, seeds, time, logger);
        changes = options.OnChange(changed => keys.Writer.TryWrite(changed.MemberKeys));
        keys.Writer.TryWrite(options.CurrentValue.MemberKeys);
    }

    public override void Dispose()
    {
        changes?.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await foreach (var used in keys.Reader.ReadAllAsync(stoppingToken))
            {
                while (!await IsNotedAsync(Basis.Of(seeds, used), stoppingToken))
                    await Task.Delay(Pause, time, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The registry stops; the next start says what is in use then.
        }
    }

    private async Task<bool> IsNotedAsync(IReadOnlyList<Basis> bases, CancellationToken ct)
    {
        try
        {
            await log.NoteAsync(bases, ct);
            return true;
        }
        // Whatever is wrong with the store, decisions go on.
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            Log.NotSaid(logger, fault);
            return false;
        }
    }
}
