using System.Collections.Concurrent;
using CreditShare.Domain.Deciding;
using CreditShare.Systems;
using CreditShare.Testing;

namespace CreditShare.Chaos;

/// <summary>
/// Every city pushes batch after batch, new records and changes of earlier ones, a few ahead of what is decided, so that a change may be under way with the record that it changes; agencies look up all the while.
/// </summary>
internal sealed class Load(SeparateServices system, IReadOnlyList<string> cities)
{
    private const int RecordsInBatch = 100;
    private const int Agencies = 2;

    /// <summary>Batches of a city that have a receipt and are not decided yet: a change comes two behind what it changes.</summary>
    private const int UnderWay = 3;

    /// <summary>Subjects looked up again and again, those decided about last, so that agencies are told of records before they change.</summary>
    private const int Recent = 500;

    private volatile bool enough;
    private readonly ConcurrentQueue<(string City, string Batch)> receipts = [];
    private readonly ConcurrentQueue<Answered> answered = [];
    private readonly ConcurrentDictionary<string, bool> heard = [];
    private int decided;
    private int unanswered;
    private volatile Exception? failed;

    public int Receipts => receipts.Count;

    /// <summary>Decisions read at the end, one a record pushed.</summary>
    public int Records { get; private set; }

    public int Answered => answered.Count;

    public int Unanswered => Volatile.Read(ref unanswered);

    public async Task RunAsync(CancellationToken ct)
    {
        var working = cities.Select(city => PushAsync(city, ct)).Concat(Enumerable.Range(0, Agencies).Select(agency => LookUpAsync(agency, ct))).ToList();
        await foreach (var ended in Task.WhenEach(working).WithCancellation(ct))
        {
            // The first caller that hears something unforeseen ends the run.
            failed ??= ended.Exception?.InnerException;
        }
        await Task.WhenAll(working);
    }

    /// <summary>What is under way is still waited for.</summary>
    public void Stop() => enough = true;

    /// <summary>Ends when a batch of each city has been decided.</summary>
    public Task AwaitEveryCityAsync(TimeSpan limit, CancellationToken ct) => AwaitAsync(() => heard.Count == cities.Count, limit, ct);

    /// <summary>Ends when a batch pushed after the call has been decided and a lookup answered.</summary>
    public async Task AwaitProgressAsync(TimeSpan limit, CancellationToken ct)
    {
        var (batches, lookups) = (Volatile.Read(ref decided) + UnderWay * cities.Count, answered.Count);
        await AwaitAsync(() => Volatile.Read(ref decided) > batches && answered.Count > lookups, limit, ct);
    }

    private async Task AwaitAsync(Func<bool> come, TimeSpan limit, CancellationToken ct)
    {
        var begin = TimeProvider.System.GetTimestamp();
        while (!come())
        {
            if (failed is { } fault)
                throw new InvalidOperationException($"A caller was answered otherwise than foreseen: {fault.Message}", fault);
            if (TimeProvider.System.GetElapsedTime(begin) > limit)
                throw new TimeoutException($"Nothing was decided, or no lookup answered, for {limit}.");
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, ct);
        }
    }

    public async Task<SystemFaults> CheckAsync(CancellationToken ct)
    {
        var decisions = new List<Decision>();
        foreach (var (city, batch) in receipts)
        {
            var bureau = system.Bureau(city);
            await bureau.AwaitDecidedAsync(batch, ct);
            var read = await bureau.DecisionsAsync(batch, ct);
            Records += read.Count;
            if (read.Select(decision => decision.Line).Distinct().Count() != RecordsInBatch || read.Count != RecordsInBatch)
                throw new InvalidOperationException($"Batch {batch} of {city} had {RecordsInBatch} records, and has {read.Count} decisions of {read.Select(decision => decision.Line).Distinct().Count()} lines.");
            decisions.AddRange(read);
        }
        return await SystemChecks.CheckAsync(system.Store, system.LogKey, decisions, answered, ct, system.Agency());
    }

    private async Task PushAsync(string city, CancellationToken ct)
    {
        var (bureau, underWay) = (system.Bureau(city), new Queue<string>());
        for (var n = 0; !enough; n++)
        {
            var batch = await bureau.PushUntilReceiptAsync(Client.Ndjson(Workload.Batch(city, n, RecordsInBatch)), $"{city}-{n}", ct);
            receipts.Enqueue((city, batch));
            underWay.Enqueue(batch);
            if (underWay.Count < UnderWay)
                continue;
            await bureau.AwaitDecidedAsync(underWay.Dequeue(), ct);
            heard.TryAdd(city, true);
            Interlocked.Increment(ref decided);
        }
    }

    private async Task LookUpAsync(int first, CancellationToken ct)
    {
        var agency = system.Agency();
        for (var n = first; !enough; n += Agencies)
        {
            var subject = Math.Max(0, Receipts / cities.Count * RecordsInBatch - n % Recent);
            if (await agency.TryLookUpAsync(Some.Subject(subject).Code!, n, ct) is { } answer)
                answered.Enqueue(answer);
            else
                Interlocked.Increment(ref unanswered);
        }
    }
}
