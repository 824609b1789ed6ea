using System.Globalization;
using CreditShare.Engines;
using CreditShare.Systems;

namespace CreditShare.Chaos;

/// <summary>One run: the system, its load, the kills, the count.</summary>
/// <param name="kills">How many, unless <paramref name="limit"/> is given.</param>
/// <param name="limit">Go on for so long.</param>
/// <param name="seed">Of the random moments.</param>
/// <param name="sqlite">Whether the central store is SQLite.</param>
internal sealed class ChaosRun(int kills, TimeSpan? limit, int seed, bool sqlite)
{
    private static readonly string[] Cities = ["330100", "330400", "330500", "330600", "330800", "341000"];

    /// <summary>A part that was killed and started again, and behind which nothing is decided for so long, did not come back by itself.</summary>
    private static readonly TimeSpan RecoveryLimit = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2);

    private readonly TimeProvider time = TimeProvider.System;
    private readonly Random random = new(seed);

    /// <returns>As <see cref="RunAsync"/>; 130 if it was stopped, and then nothing was counted.</returns>
    public async Task<int> RunOrStopAsync(CancellationToken ct)
    {
        try
        {
            return await RunAsync(ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            Say("stopped before its end: nothing was counted");
            return 130;
        }
    }

    /// <returns>0 if nothing was lost, doubled, answered without an entry or wrongly, no notice is missing, and the store is what the log says.</returns>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        Say("starting RabbitMQ, the store and the services …");
        await using var broker = await RabbitMqEngine.StartPrivateAsync(ct);
        await using var mongo = sqlite ? null : await MongoDbEngine.StartPrivateAsync(ct);
        await using var system = await SeparateServices.StartAsync(broker, mongo, ct, Cities);
        await system.StartStandbyAsync(ct);
        var load = new Load(system, Cities);
        var working = load.RunAsync(ct);
        await load.AwaitEveryCityAsync(RecoveryLimit, ct);
        // All queues are declared by now. RabbitMQ 3.10 writes a queue's name a little after the queue: a node killed in that half second loses the queue's leader for good.
        await broker.SyncQueueNamesAsync(ct);
        var (done, slowest) = await KillAsync(Parts(system, broker, mongo), load, ct);
        Say("waiting until everything pushed is decided …");
        load.Stop();
        await working;
        var faults = await load.CheckAsync(ct);

        Say($"kills: {done.Values.Sum()} ({string.Join(", ", done.Select(part => $"{part.Key} {part.Value}"))})");
        Say($"slowest until the next batch was decided: {string.Join(", ", slowest.Select(part => string.Create(CultureInfo.InvariantCulture, $"{part.Key} {part.Value.TotalSeconds:0.0} s")))}");
        Say($"batches with a receipt: {load.Receipts}, records decided: {load.Records}, lookups answered: {load.Answered}, refused or cut off: {load.Unanswered}");
        Say($"log: {faults.LogSize} entries, verified");
        Say($"records lost: {faults.Lost.Count}, decided twice: {faults.Twice.Count}, lookups answered without an entry: {faults.Unlogged.Count}");
        Say($"answers at the end that do not state what was decided last: {faults.Wrong.Count}, notices to be made: {faults.Notices}, missing: {faults.Untold.Count}");
        Say($"differences between store and log: {faults.Differences.Count}");
        foreach (var fault in faults.All.Take(20))
            Say($"  {fault}");
        return faults.All.Count == 0 ? 0 : 1;
    }

    private async Task<(Dictionary<string, int> Done, Dictionary<string, TimeSpan> Slowest)> KillAsync(IReadOnlyList<Part> parts, Load load, CancellationToken ct)
    {
        var begin = time.GetTimestamp();
        var done = parts.ToDictionary(part => part.Name, _ => 0);
        var slowest = parts.ToDictionary(part => part.Name, _ => TimeSpan.Zero);
        for (var n = 0; limit is { } longest ? time.GetElapsedTime(begin) < longest : n < kills; n++)
        {
            await load.AwaitProgressAsync(RecoveryLimit, ct);
            await Task.Delay(random.NextDouble() * LongestWait, time, ct);
            var part = parts[n % parts.Count];
            var killed = time.GetTimestamp();
            await part.KillAndStartAsync();
            await load.AwaitProgressAsync(RecoveryLimit, ct);
            var took = time.GetElapsedTime(killed);
            done[part.Name]++;
            slowest[part.Name] = took > slowest[part.Name] ? took : slowest[part.Name];
            if ((n + 1) % 10 == 0)
                Say($"{n + 1} kills in {time.GetElapsedTime(begin):h\\:mm\\:ss}; batches {load.Receipts}, lookups {load.Answered}");
        }
        return (done, slowest);
    }

    private List<Part> Parts(SeparateServices system, RabbitMqEngine broker, MongoDbEngine? mongo)
    {
        // In turn: the one that is killed leads, mostly, for it took over when the other was.
        var registries = new Queue<ServiceProcess>([system.Registry, system.Standby!]);
        var parts = new List<Part>
        {
            new("registry", () =>
            {
                var next = registries.Dequeue();
                registries.Enqueue(next);
                return AgainAsync(next);
            }),
            new("query", () => AgainAsync(system.Query)),
            new("ingestion", () => AgainAsync(system.Ingestions.Values.ElementAt(random.Next(system.Ingestions.Count)))),
            new("broker", () => broker.RestartAsync()),
        };
        if (mongo is not null)
            parts.Add(new("database", () => mongo.RestartAsync()));
        return parts;

        static async Task AgainAsync(ServiceProcess service)
        {
            await service.KillAsync();
            await service.StartAsync(CancellationToken.None);
        }
    }

    private static void Say(string line) => Console.WriteLine(line);

    private sealed record Part(string Name, Func<Task> KillAndStartAsync);
}
