using System.Diagnostics;
using System.Text.Json;
using CreditShare.Contracts;
using CreditShare.Hosting.Bus;
using CreditShare.Hosting.Telemetry;
using CreditShare.Ingestion.Spool;
using MassTransit;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CreditShare.Ingestion.Publishing;

/// <summary>
/// Sends the spools' chunks, city by city, in order, signed and confirmed, a few ahead of their decisions, and sends again what seems lost. The broker may be away for as long as it
/// likes: batches are taken meanwhile. Sending a chunk twice is harmless, so every doubt is settled by sending.
/// </summary>
internal sealed class CityPublisher(
    CityNodes nodes, IBusControl bus, IOptions<IngestionOptions> options, TimeProvider time, ILogger<CityPublisher> logger) : BackgroundService
{
    /// <summary>
    /// Chunks of a city that are sent and undecided: enough that the registry, which decides one after the other, never waits for the next. What else the city has to say lies behind them, and a
    /// cosignature must come while it is waited for: 8 chunks of each of six cities at a quarter to half a second each are 12 to 24 s, and a checkpoint that lacks cosignatures gives way to a newer one after 30.
    /// </summary>
    private const int MostInFlight = 8;

    private const int RefusalsInMessage = 100;

    private static readonly ActivitySource Spans = new(MetricNames.Source);

    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(nodes.All.Select(node => Task.Run(() => RunAsync(node, stoppingToken), stoppingToken)));

    private async Task RunAsync(CityNode node, CancellationToken ct)
    {
        // Before its queues are bound, the bus of one process takes messages and keeps none.
        await bus.AwaitUpAsync(time, ct);
        // What was sent before a restart may have died with the broker or the registry's memory: all that is undecided goes out again once.
        var started = node.Spool.SendingTime();
        var pause = FirstPause;
        while (!ct.IsCancellationRequested)
        {
            try
            {
                var sent = await SendWaitingAsync(node, started, ct);
                sent |= await SendRefusalsAsync(node, ct);
                pause = FirstPause;
                if (!sent)
                    await node.Signal.WaitAsync(Idle, time, ct);
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                Log.SendingFailed(logger, node.City, pause, fault);
                await Task.Delay(pause, time, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            }
        }
    }

    private async Task<bool> SendWaitingAsync(CityNode node, DateTimeOffset started, CancellationToken ct)
    {
        var confirmed = new List<long>();
        try
        {
            // Nothing is sent behind a chunk that is not confirmed: a withdrawal that overtook its record would be refused for good.
            foreach (var chunk in node.Spool.ToSend(started, options.Value.ResendAfter, MostInFlight))
            {
                await SendAsync(node, chunk, ct);
                confirmed.Add(chunk.Seq);
            }
            return confirmed.Count > 0;
        }
        finally
        {
            // A crash before this line sends them again: harmless.
            if (confirmed.Count > 0)
                await node.Spool.MarkSentAsync(confirmed, CancellationToken.None);
        }
    }

    private async Task SendAsync(CityNode node, WaitingChunk chunk, CancellationToken ct)
    {
        // The push ended long ago, perhaps in another process: its trace goes on here.
        using var span = Spans.StartActivity("send chunk", ActivityKind.Producer, chunk.Trace);
        var message = new SubmitRecords
        {
            City = node.City,
            Batch = chunk.Batch,
            Chunk = chunk.Chunk,
            Account = chunk.Account,
            ReceivedAt = chunk.ReceivedAt,
            Records = ChunkBody.Read(chunk.Body),
            Signature = [],
        };
        await bus.SendConfirmedAsync(
            QueueNames.CityExchange(node.City), message with { Signature = node.Key.Sign(SubmissionDigest.Of(message)) }, ct);
    }

    private async Task<bool> SendRefusalsAsync(CityNode node, CancellationToken ct)
    {
        var waiting = node.Spool.Refusals(RefusalsInMessage);
        if (waiting.Count == 0)
            return false;
        var message = new ReportRefusals
        {
            City = node.City,
            Refusals = [.. waiting.Select(refusal => JsonSerializer.Deserialize<RefusedAccess>(refusal.Body)!)],
            Signature = [],
        };
        await bus.SendConfirmedAsync(
            QueueNames.CityExchange(node.City), message with { Signature = node.Key.Sign(RefusalsDigest.Of(message)) }, ct);
        await node.Spool.RemoveRefusalsAsync(waiting[^1].Seq, ct);
        return true;
    }
}
