using System.Net;
using CreditShare.Registry.Notices;
using CreditShare.Registry.Sequencing;
using CreditShare.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CreditShare.Registry.Webhooks;

/// <summary>
/// Tells agencies' receivers of open notices, where this registry leads. The notices themselves are the queue, so nothing is lost with a process; a call may be repeated, under the same id. Each
/// receiver has its own way: one that hangs or fails holds no other up.
/// </summary>
internal sealed class WebhookLoop(
    ICallStore calls, WebhookCaller caller, NewNotices news, SequencerLease lease, IOptionsMonitor<WebhookOptions> options, TimeProvider time, ILogger<WebhookLoop> logger) : BackgroundService
{
    private const int MostTogether = 20;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    // Owned by the loop.
    private readonly Dictionary<string, Task> rounds = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (lease.Leads && options.CurrentValue.Receivers.Count > 0)
                    await BeginRoundsAsync(stoppingToken);
                await news.Signal.WaitAsync(Pause, time, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception fault)
            {
                // The store is away, or the settings were changed to what cannot stand.
                Log.Waiting(logger, fault);
                await Task.Delay(Pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
        await Task.WhenAll(rounds.Values);
    }

    private async Task BeginRoundsAsync(CancellationToken ct)
    {
        var gone = (await calls.ReadGoneAsync(ct)).Select(receiver => (receiver.Agency, receiver.Address)).ToHashSet();
        foreach (var (agency, receiver) in options.CurrentValue.Receivers.Where(receiver => !gone.Contains((receiver.Key, receiver.Value.Address))))
        {
            if (rounds.GetValueOrDefault(agency) is not { IsCompleted: false })
                rounds[agency] = RoundAsync(agency, receiver, ct);
        }
    }

    /// <summary>Ends without an exception, whatever happens: what was not done is due the next time.</summary>
    private async Task RoundAsync(string agency, WebhookReceiver receiver, CancellationToken ct)
    {
        try
        {
            foreach (var call in await calls.DueAsync(agency, time.GetUtcNow(), MostTogether, ct))
            {
                if (!await CallAsync(agency, receiver, call, ct))
                    return;
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The registry stops; a call on its way is made again.
        }
        catch (Exception fault)
        {
            Log.Failed(logger, fault, agency);
        }
    }

    /// <returns>Whether to go on with this receiver now.</returns>
    private async Task<bool> CallAsync(string agency, WebhookReceiver receiver, DueCall call, CancellationToken ct)
    {
        var (status, said) = await caller.CallAsync(call, receiver, ct);
        var (now, count) = (time.GetUtcNow(), call.Calls + 1);
        if ((int?)status is >= 200 and < 300)
        {
            await calls.WriteCallAsync(call.Notice, new(count, null, now, said), ct);
            return true;
        }
        var next = status == HttpStatusCode.Gone ? null : WebhookSchedule.Next(count, now, call.OpenedAt + options.CurrentValue.GiveUpAfter);
        if (status == HttpStatusCode.Gone)
        {
            await calls.WriteGoneAsync(new(agency, receiver.Address, now), ct);
            Log.Gone(logger, agency);
        }
        else if (next is null)
        {
            Log.GivenUp(logger, agency, call.Notice, count, said);
        }
        await calls.WriteCallAsync(call.Notice, new(count, next, null, said), ct);
        return false;
    }
}
