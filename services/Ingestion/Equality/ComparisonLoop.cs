using CreditShare.Contracts;
using CreditShare.Hosting.Bus;
using CreditShare.Ingestion.Publishing;
using MassTransit;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CreditShare.Ingestion.Equality;

/// <summary>Carries the cities' comparisons on, step by step; each step is in the spool before its question is sent, so a restart goes on where it was.</summary>
internal sealed class ComparisonLoop(CityNodes nodes, IBusControl bus, IOptions<IngestionOptions> options, TimeProvider time, ILogger<ComparisonLoop> logger) : BackgroundService
{
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(nodes.All.Select(node => Task.Run(() => RunAsync(node, stoppingToken), stoppingToken)));

    private async Task RunAsync(CityNode node, CancellationToken ct)
    {
        // Before its queues are bound, the bus of one process takes messages and keeps none.
        await bus.AwaitUpAsync(time, ct);
        // A question asked before a restart may have died with the bus: it is asked again at once.
        var started = time.GetUtcNow();
        var pause = FirstPause;
        var turn = new ComparisonTurn(node, time, logger);
        while (!ct.IsCancellationRequested)
        {
            try
            {
                var again = time.GetUtcNow() - options.Value.ResendAfter;
                var (hasMoved, question) = await turn.TakeAsync(again > started ? again : started, ct);
                // A crash before this, or a broker that is away, is a question that is asked again later.
                if (question is not null)
                    await bus.SendConfirmedAsync(QueueNames.CityExchange(node.City), question, ct);
                pause = FirstPause;
                if (!hasMoved)
                    await node.Comparing.WaitAsync(Idle, time, ct);
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                Log.ComparingFailed(logger, node.City, pause, fault);
                await Task.Delay(pause, time, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            }
        }
    }
}
