using CreditShare.Hosting.Auth;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CreditShare.Hosting.Limits;

/// <summary>
/// Records refusals of access so that a flood of them does not become a flood of entries: of one caller, route and reason the first in a flood are entries by themselves, the others are counted, and
/// once a minute the count is one entry. A process that dies loses the count of its last minute, never the first entries.
/// </summary>
public sealed partial class RefusalDamper(IServiceProvider services, TimeProvider time, ILogger<RefusalDamper> logger) : BackgroundService
{
    /// <summary>Of calls above their limit the first says all.</summary>
    internal const int OneInAFlood = 1;

    /// <summary>Of refusals for want of a token or a right the first ones are kept apart: they are what an auditor looks at.</summary>
    internal const int TenInAFlood = 10;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Lock door = new();

    // Owned by the door.
    private readonly Dictionary<Flood, Counted> floods = [];

    private sealed record Flood(Type Recorder, string? Account, string? City, string? Agency, string Route, int Status, string Reason);

    private sealed class Counted(DateTimeOffset since)
    {
        public DateTimeOffset Since { get; set; } = since;

        public int Single { get; set; }

        public int More { get; set; }
    }

    /// <summary>Durable when the task ends, unless it is one more of a flood. Endpoints without a recorder record nothing.</summary>
    /// <param name="context">The refused call.</param>
    /// <param name="status">401, 403 or 429.</param>
    /// <param name="reason">Stable code of what was missing.</param>
    /// <param name="single">How many of a flood are entries by themselves.</param>
    internal async Task RecordAsync(HttpContext context, int status, string reason, int single)
    {
        if (context.GetEndpoint() is not RouteEndpoint endpoint || endpoint.Metadata.GetMetadata<RefusalsRecordedByAttribute>() is not { } metadata)
            return;
        await RecordAsync(new Flood(metadata.Recorder, context.User.Account(), context.User.City(), context.User.Agency(), RouteName.Of(context), status, reason), single, context.RequestAborted);
    }

    /// <summary>A sign-in that is refused, by the recorder of any service here. Of nobody: who has no role here is nobody whom the log, which forgets nothing, should name.</summary>
    /// <param name="route">Method and path of the provider's answer.</param>
    /// <param name="reason">Stable code of what was missing.</param>
    /// <param name="ct">Ends when the person has gone.</param>
    public Task RecordSignInAsync(string route, string reason, CancellationToken ct) =>
        RecordAsync(new Flood(typeof(IAccessRefusalRecorder), null, null, null, route, StatusCodes.Status403Forbidden, reason), TenInAFlood, ct);

    private async Task RecordAsync(Flood flood, int single, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        if (!IsSingle(flood, single, now))
            return;
        try
        {
            await Recorder(flood).RecordAsync(new AccessRefusal(now, flood.Account, flood.City, flood.Agency, flood.Route, flood.Status, flood.Reason), ct);
        }
        catch
        {
            // Not recorded and answered with 503: the next one is the first again.
            lock (door)
            {
                if (floods.TryGetValue(flood, out var counted))
                    counted.Single--;
            }
            throw;
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Window, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await SumUpAsync(time.GetUtcNow() - Window, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // What was counted is summed up below.
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await SumUpAsync(DateTimeOffset.MaxValue, cancellationToken);
    }

    private bool IsSingle(Flood flood, int single, DateTimeOffset now)
    {
        lock (door)
        {
            if (!floods.TryGetValue(flood, out var counted))
                floods[flood] = counted = new(now);
            if (counted.Single < single)
            {
                counted.Single++;
                return true;
            }
            counted.More++;
            return false;
        }
    }

    /// <summary>One entry for each flood that went on; one that did not is over.</summary>
    private async Task SumUpAsync(DateTimeOffset begunBefore, CancellationToken ct)
    {
        foreach (var (flood, since, more) in Take(begunBefore))
        {
            // A clock that was set back must not make a sum that began behind its end: the registry would believe none of the report.
            var now = time.GetUtcNow();
            var begun = since < now ? since : now;
            try
            {
                await Recorder(flood).RecordAsync(new AccessRefusal(now, flood.Account, flood.City, flood.Agency, flood.Route, flood.Status, flood.Reason, more, begun), ct);
            }
            catch (Exception fault)
            {
                NotSummedUp(logger, fault, flood.Route, flood.Reason, more);
                lock (door)
                {
                    if (floods.TryGetValue(flood, out var counted))
                        (counted.More, counted.Since) = (counted.More + more, since);
                }
            }
        }
    }

    private List<(Flood Flood, DateTimeOffset Since, int More)> Take(DateTimeOffset begunBefore)
    {
        var now = time.GetUtcNow();
        lock (door)
        {
            var old = floods.Where(flood => flood.Value.Since <= begunBefore).ToList();
            var taken = new List<(Flood, DateTimeOffset, int)>();
            foreach (var (flood, counted) in old)
            {
                if (counted.More == 0)
                {
                    floods.Remove(flood);
                    continue;
                }
                taken.Add((flood, counted.Since, counted.More));
                (counted.More, counted.Since) = (0, now);
            }
            return taken;
        }
    }

    private IAccessRefusalRecorder Recorder(Flood flood) => (IAccessRefusalRecorder)services.GetRequiredService(flood.Recorder);

    [LoggerMessage(1, LogLevel.Error, "{More} refusals of {Route} ({Reason}) could not be summed up in the exchange log; the next minute tries again.")]
    private static partial void NotSummedUp(ILogger logger, Exception fault, string route, string reason, int more);
}
