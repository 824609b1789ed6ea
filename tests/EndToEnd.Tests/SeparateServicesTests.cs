using System.Net;
using CreditShare.Domain.Deciding;
using CreditShare.Domain.Records;
using CreditShare.EndToEnd.Tests.Processes;
using CreditShare.Engines;
using CreditShare.Testing;

namespace CreditShare.EndToEnd.Tests;

/// <summary>The production form: the central store is MongoDB.</summary>
[Collection("broker")]
public sealed class SeparateServicesOnMongoDbTests(BrokerFixture broker, MongoDbFixture mongo) : SeparateServicesContract(broker.Broker, mongo.Engine);

/// <summary>The same on the other engine.</summary>
[Collection("broker")]
public sealed class SeparateServicesOnSqliteTests(BrokerFixture broker) : SeparateServicesContract(broker.Broker, null);

/// <summary>Four processes over a real RabbitMQ; any of them, and the broker, may be killed while all work.</summary>
public abstract class SeparateServicesContract(RabbitMqEngine broker, MongoDbEngine? mongo) : IAsyncLifetime
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    private readonly CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private SeparateServices system = null!;

    private CancellationToken Cancel => limit.Token;

    public async ValueTask InitializeAsync()
    {
        limit.CancelAfter(Limit);
        system = await SeparateServices.StartAsync(broker, mongo, Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await system.DisposeAsync();
        limit.Dispose();
    }

    [Fact]
    public async Task Ten_thousand_records_are_decided_looked_up_and_audited_across_four_processes()
    {
        var bureau = system.Bureau("330100");
        var begin = TimeProvider.System.GetTimestamp();
        var batch = await bureau.PushUntilReceiptAsync(Client.Ndjson(Enumerable.Range(1, 10_000).Select(n => Some.Penalty(n)).Append(Some.Listing())), "all", Cancel);
        var status = await bureau.AwaitDecidedAsync(batch, Cancel);
        TestContext.Current.SendDiagnosticMessage(
            $"10,000 records over RabbitMQ: decided {TimeProvider.System.GetElapsedTime(begin).TotalSeconds:0.0} s, peak of ingestion {system.Ingestion.PeakMemory() >> 20} MiB, of the registry {system.Registry.PeakMemory() >> 20} MiB");
        Assert.Equal(10_001, status.GetProperty("counts").GetProperty("accepted").GetInt32());
        var (found, answer) = await system.Agency().GetAsync($"/v1/subjects/{Some.Subject().Code}/punishments?purpose=licensing&caseNumber=1", Cancel);
        Assert.Equal(HttpStatusCode.OK, found);
        var (logged, _) = await system.Auditor().GetAsync($"/v1/log/entries/{answer.GetProperty("logEntry").GetString()}", Cancel);
        Assert.Equal(HttpStatusCode.OK, logged);
        await CheckAsync([batch]);
    }

    [Fact]
    public async Task Kill_9_of_the_registry_while_it_consumes_loses_and_doubles_nothing() =>
        await WorkWhileAsync(async () =>
        {
            for (var i = 0; i < 3; i++)
            {
                await AwaitSomeDecidedAsync();
                await system.Registry.KillAsync();
                await system.Registry.StartAsync(Cancel);
            }
        });

    [Fact]
    public async Task Kill_9_of_the_ingestion_host_while_it_accepts_and_publishes_keeps_every_receipt() =>
        await WorkWhileAsync(async () =>
        {
            for (var i = 0; i < 3; i++)
            {
                await AwaitSomeDecidedAsync();
                await system.Ingestion.KillAsync();
                await system.Ingestion.StartAsync(Cancel);
            }
        });

    [Fact]
    public async Task Kill_9_of_the_broker_while_both_work_loses_and_doubles_nothing() =>
        await WorkWhileAsync(async () =>
        {
            for (var i = 0; i < 2; i++)
            {
                await AwaitSomeDecidedAsync();
                await broker.SyncQueueNamesAsync(Cancel);
                await broker.KillAsync(Cancel);
                await broker.RestartAsync(Cancel);
            }
        });

    [Fact]
    public async Task With_the_broker_down_batches_are_taken_and_sent_when_it_is_back()
    {
        // A queue's name reaches the disk a little after the queue; a broker killed before that comes back with a queue nobody leads.
        await broker.SyncQueueNamesAsync(Cancel);
        await broker.KillAsync(Cancel);
        var bureau = system.Bureau("330100");
        var (status, receipt) = await bureau.PushAsync(Client.Ndjson(Records("330100", 0, 700)), Cancel);
        var batch = receipt.GetProperty("id").GetString()!;
        var (_, waiting) = await bureau.GetAsync($"/v1/batches/{batch}", Cancel);
        await broker.RestartAsync(Cancel);
        Assert.Equal(HttpStatusCode.Accepted, status);
        Assert.Equal("received", waiting.GetProperty("state").GetString());
        await bureau.AwaitDecidedAsync(batch, Cancel);
        await CheckAsync([batch]);
    }

    private readonly List<string> receipts = [];
    private int decidedBatches;

    /// <summary>Two cities push while the fault is done to the system; afterwards every receipt given has exactly one decision a record.</summary>
    private async Task WorkWhileAsync(Func<Task> fault)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var pushing = SeparateServices.Cities.Select(city => PushAsync(city, enough)).ToList();
        await fault();
        await enough.CancelAsync();
        await Task.WhenAll(pushing);
        await CheckAsync(receipts);
    }

    private async Task PushAsync(string city, CancellationTokenSource enough)
    {
        const int Records = 600;
        var bureau = system.Bureau(city);
        for (var n = 0; !enough.IsCancellationRequested; n++)
        {
            var batch = await bureau.PushUntilReceiptAsync(Client.Ndjson(SeparateServicesContract.Records(city, n * Records, Records)), $"{city}-{n}", Cancel);
            lock (receipts)
                receipts.Add(batch);
            await bureau.AwaitDecidedAsync(batch, Cancel);
            Interlocked.Increment(ref decidedBatches);
        }
    }

    /// <summary>Ends when work has gone on since the last call, so that a fault hits a system at work.</summary>
    private async Task AwaitSomeDecidedAsync()
    {
        var before = Volatile.Read(ref decidedBatches);
        while (Volatile.Read(ref decidedBatches) < before + 3)
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, Cancel);
    }

    private async Task CheckAsync(IReadOnlyList<string> batches)
    {
        var decisions = new List<Decision>();
        foreach (var batch in batches)
            decisions.AddRange(await DecisionsAsync(batch));
        await system.Registry.StopAsync();
        await SystemChecks.CheckAsync(system.Store, system.LogKey, decisions, Cancel);
    }

    private async Task<IReadOnlyList<Decision>> DecisionsAsync(string batch)
    {
        foreach (var city in SeparateServices.Cities)
        {
            var bureau = system.Bureau(city);
            var (status, answer) = await bureau.GetAsync($"/v1/batches/{batch}", Cancel);
            if (status != HttpStatusCode.OK)
                continue;
            await bureau.AwaitDecidedAsync(batch, Cancel);
            var decisions = await bureau.DecisionsAsync(batch, Cancel);
            Assert.Equal(answer.GetProperty("counts").GetProperty("received").GetInt32(), decisions.Select(decision => decision.Line).Distinct().Count());
            return decisions;
        }
        throw new InvalidOperationException($"Batch {batch} had a receipt and is gone.");
    }

    private static IEnumerable<CreditRecord> Records(string city, int from, int count)
    {
        var authority = city == Some.City ? Some.Authority : new Organisation("黄山市样例局", Domain.Codes.UnifiedSocialCreditCode.Compose("11", "341000", "A1B2C3D4").Value);
        return Enumerable.Range(from, count).Select(n => Some.Penalty(n) with { Authority = authority });
    }
}
