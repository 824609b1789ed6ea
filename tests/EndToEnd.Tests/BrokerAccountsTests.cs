using System.Text;
using CreditShare.Contracts;
using CreditShare.EndToEnd.Tests.Processes;
using CreditShare.Systems;
using CreditShare.Testing;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace CreditShare.EndToEnd.Tests;

/// <summary>A city's account tries to be another city, and everybody tries what is not theirs, on a real broker with the real registry.</summary>
[Collection("broker")]
public sealed class BrokerAccountsTests(BrokerFixture fixture, MongoDbFixture mongo) : IAsyncLifetime
{
    private const string Own = "330100";
    private const string Other = "341000";
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(4);

    private readonly CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private SeparateServices system = null!;

    private CancellationToken Cancel => limit.Token;

    public async ValueTask InitializeAsync()
    {
        limit.CancelAfter(Limit);
        system = await SeparateServices.StartAsync(fixture.Broker, mongo.Engine, Cancel);
        // Both cities have been heard, so all exchanges and queues are there.
        await DecideAsync(Own, 1);
        await DecideAsync(Other, 1);
    }

    public async ValueTask DisposeAsync()
    {
        await system.DisposeAsync();
        limit.Dispose();
    }

    [Fact]
    public async Task Every_account_may_do_on_every_exchange_and_queue_what_it_needs_and_nothing_else()
    {
        string[] exchanges = [QueueNames.CityExchange(Own), QueueNames.CityExchange(Other)];
        string[] queues =
        [
            QueueNames.Submissions(Own), QueueNames.Submissions(Other), QueueNames.Decisions(Own), QueueNames.Decisions(Other), QueueNames.Quarantine, "somebody.elses",
        ];
        await using (var administrator = await ConnectAsync("admin"))
        await using (var making = await administrator.CreateChannelAsync(cancellationToken: Cancel))
        {
            foreach (var queue in new[] { QueueNames.Quarantine, "somebody.elses" })
                await Hosting.Bus.QuarantineFilter.DeclareAsync(making, queue, Cancel);
        }

        foreach (var city in new[] { Own, Other })
        {
            await using var connection = await ConnectAsync(BrokerAccounts.City(city));
            foreach (var exchange in exchanges)
                Assert.Equal(exchange == QueueNames.CityExchange(city), await MayAsync(connection, channel => channel.BasicPublishAsync(exchange, "", mandatory: false, new BasicProperties(), Encoding.UTF8.GetBytes("x"), Cancel).AsTask()));
            foreach (var queue in queues)
            {
                var own = queue == QueueNames.Decisions(city);
                Assert.Equal(own, await MayAsync(connection, channel => channel.BasicGetAsync(queue, autoAck: false, Cancel)));
                Assert.Equal(own, await MayAsync(connection, channel => channel.QueuePurgeAsync(queue, Cancel)));
                if (own)
                    continue;
                Assert.False(await MayAsync(connection, channel => channel.QueueDeleteAsync(queue, cancellationToken: Cancel)), $"{city} deleted {queue}");
                Assert.False(await MayAsync(connection, channel => channel.QueueBindAsync(queue, QueueNames.CityExchange(city), "", cancellationToken: Cancel)), $"{city} bound {queue}");
                // The default exchange leads to any queue by its name: writing there is a right of its own.
                Assert.False(await MayAsync(connection, channel => channel.BasicPublishAsync("", queue, mandatory: true, new BasicProperties(), Encoding.UTF8.GetBytes("x"), Cancel).AsTask()), $"{city} wrote to {queue}");
            }
            Assert.False(await MayAsync(connection, channel => channel.ExchangeDeleteAsync(QueueNames.CityExchange(city == Own ? Other : Own), cancellationToken: Cancel)));
            Assert.False(await MayAsync(connection, channel => channel.QueueDeclareAsync("new.one", cancellationToken: Cancel)));
        }

        await using var registry = await ConnectAsync(BrokerAccounts.Registry);
        foreach (var exchange in exchanges)
            Assert.False(await MayAsync(registry, channel => channel.BasicPublishAsync(exchange, "", mandatory: false, new BasicProperties(), Encoding.UTF8.GetBytes("x"), Cancel).AsTask()));
        foreach (var queue in new[] { QueueNames.Decisions(Own), "somebody.elses" })
            Assert.False(await MayAsync(registry, channel => channel.BasicGetAsync(queue, autoAck: false, Cancel)));
    }

    [Fact]
    public async Task Whoever_speaks_for_another_city_is_refused_logged_and_set_aside_and_the_city_goes_on()
    {
        await using var connection = await ConnectAsync(BrokerAccounts.City(Own));
        var key = Path.Combine(system.CityFolder, $"city-{Other}.key");
        var stolen = Ingestion.Publishing.CityKey.Load(system.CityFolder, Other, create: false);
        Assert.True(File.Exists(key));

        // The broker itself: a user_id that is not the sender's.
        Assert.False(await MayAsync(connection, channel => PublishAsync(channel, Message(Own, stolen), BrokerAccounts.City(Other))));
        Assert.False(await MayAsync(connection, channel => PublishAsync(channel, Message(Own, stolen), BrokerAccounts.Registry)));

        // The registry: what the broker lets through.
        var ours = Ingestion.Publishing.CityKey.Load(system.CityFolder, Own, create: false);
        await using (var channel = await connection.CreateChannelAsync(new CreateChannelOptions(true, true), Cancel))
        {
            await PublishAsync(channel, Message(Own, ours), null);
            await PublishAsync(channel, Message(Other, stolen), BrokerAccounts.City(Own));
            await PublishAsync(channel, Message(Own, stolen), BrokerAccounts.City(Own));
            await PublishAsync(channel, "not a message at all", BrokerAccounts.City(Own));
        }
        await DecideAsync(Own, 2);

        var letters = (await system.Operator().GetAsync("/v1/dead-letters", Cancel)).Body;
        var reasons = letters.GetProperty("items").EnumerateArray().Select(letter => letter.GetProperty("reason").GetString()!).ToList();
        Assert.Equal(4, letters.GetProperty("total").GetInt32());
        Assert.Contains(reasons, reason => reason.Contains("without a user_id", StringComparison.Ordinal));
        Assert.Contains(reasons, reason => reason.Contains($"names city {Other}", StringComparison.Ordinal));
        Assert.Contains(reasons, reason => reason.Contains("fits no known key", StringComparison.Ordinal));
        Assert.All(letters.GetProperty("items").EnumerateArray(), letter => Assert.Equal(QueueNames.Submissions(Own), letter.GetProperty("queue").GetString()));

        var auditor = system.Auditor();
        while ((await auditor.GetAsync($"/v1/log/entries?kind=batch.refused&city={Own}", Cancel)).Body.GetProperty("items").GetArrayLength() < 3)
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, Cancel);
    }

    private async Task DecideAsync(string city, int n)
    {
        var bureau = system.Bureau(city);
        var batch = await bureau.PushUntilReceiptAsync(Client.Ndjson(Workload.Records(city, n, 1)), $"{city}-{n}", Cancel);
        await bureau.AwaitDecidedAsync(batch, Cancel);
    }

    private static string Message(string city, Ingestion.Publishing.CityKey key)
    {
        var message = new SubmitRecords
        {
            City = city, Batch = "forged", Chunk = 0, Account = "x", ReceivedAt = DateTimeOffset.UnixEpoch, Records = [], Signature = [],
        };
        var signature = Convert.ToBase64String(key.Sign(SubmissionDigest.Of(message)));
        return $$$"""
            {"messageType":["urn:message:CreditShare.Contracts:SubmitRecords"],"message":{"city":"{{{city}}}","batch":"forged","chunk":0,"account":"x",
            "receivedAt":"1970-01-01T00:00:00Z","records":[],"signature":"{{{signature}}}"}}
            """;
    }

    private Task PublishAsync(IChannel channel, string body, string? account) => channel.BasicPublishAsync(
        QueueNames.CityExchange(Own), "", mandatory: true,
        new BasicProperties { ContentType = "application/vnd.masstransit+json", DeliveryMode = DeliveryModes.Persistent, UserId = account }, Encoding.UTF8.GetBytes(body), Cancel).AsTask();

    private Task<IConnection> ConnectAsync(string account) => new ConnectionFactory
    {
        HostName = fixture.Broker.Host, Port = fixture.Broker.Port, VirtualHost = system.VirtualHost, UserName = account, Password = system.Password(account),
    }.CreateConnectionAsync(Cancel);

    /// <summary>Whether the broker lets the account do it. Anything but a refusal for want of rights fails the test.</summary>
    private async Task<bool> MayAsync(IConnection connection, Func<IChannel, Task> act)
    {
        await using var channel = await connection.CreateChannelAsync(new CreateChannelOptions(true, true), Cancel);
        try
        {
            await act(channel).WaitAsync(TimeSpan.FromSeconds(20), Cancel);
            return true;
        }
        catch (Exception fault) when (Refused(fault))
        {
            return false;
        }
    }

    /// <summary>403 for a right, 406 for a user_id; a publish learns of it by its channel's end.</summary>
    private static bool Refused(Exception fault) => fault is OperationInterruptedException { ShutdownReason.ReplyCode: 403 or 406 }
        || (fault.InnerException is { } inner && Refused(inner));
}
