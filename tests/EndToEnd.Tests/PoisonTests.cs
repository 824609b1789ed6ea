using System.Text;
using System.Threading.Channels;
using CreditShare.Contracts;
using CreditShare.EndToEnd.Tests.Processes;
using CreditShare.Systems;
using CreditShare.Testing;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace CreditShare.EndToEnd.Tests;

/// <summary>What cannot be processed lands in the error queue with its reason and blocks nobody behind it.</summary>
[Collection("broker")]
public sealed class PoisonTests(BrokerFixture fixture)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task A_forged_and_an_unreadable_message_are_set_aside_with_their_reason_and_the_city_goes_on()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Limit);
        await using var system = await SeparateServices.StartAsync(fixture.Broker, null, limit.Token);
        var factory = new ConnectionFactory { Uri = fixture.Broker.Address(system.VirtualHost) };
        await using var connection = await factory.CreateConnectionAsync(limit.Token);
        await using var channel = await connection.CreateChannelAsync(
            new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true), limit.Token);

        // Well-formed, but signed by nobody: 341000 speaking for 330100.
        await PublishAsync(channel, """
            {"messageType":["urn:message:CreditShare.Contracts:SubmitRecords"],"message":{"city":"330100","batch":"forged","chunk":0,"account":"x",
            "receivedAt":"2026-11-23T00:00:00Z","records":[],"signature":"AAAA"}}
            """, limit.Token);
        await PublishAsync(channel, "not a message at all", limit.Token);

        var bureau = system.Bureau(Some.City);
        var batch = await bureau.PushUntilReceiptAsync(Client.Ndjson([Some.Penalty()]), "after", limit.Token);
        var status = await bureau.AwaitDecidedAsync(batch, limit.Token);
        Assert.Equal(1, status.GetProperty("counts").GetProperty("accepted").GetInt32());

        var reasons = await ReasonsAsync(channel, 2, limit.Token);
        Assert.Contains(reasons, reason => reason.Contains("signature fits no known key", StringComparison.Ordinal));

        // The forged one is in the log too, under the city whose queue it came through.
        var auditor = system.Auditor();
        while ((await auditor.GetAsync("/v1/log/entries?kind=batch.refused&city=330100", limit.Token)).Body.GetProperty("items").GetArrayLength() == 0)
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, limit.Token);
    }

    [Fact]
    public async Task Each_city_has_a_quorum_queue_with_a_single_active_consumer()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Limit);
        await using var system = await SeparateServices.StartAsync(fixture.Broker, null, limit.Token);
        var bureau = system.Bureau(Some.City);
        await bureau.AwaitDecidedAsync(await bureau.PushUntilReceiptAsync(Client.Ndjson([Some.Penalty()]), "k", limit.Token), limit.Token);
        var factory = new ConnectionFactory { Uri = fixture.Broker.Address(system.VirtualHost) };
        await using var connection = await factory.CreateConnectionAsync(limit.Token);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: limit.Token);
        // Declaring a queue with other arguments than it has is refused, so this says what it has.
        var arguments = new Dictionary<string, object?> { ["x-queue-type"] = "quorum", ["x-single-active-consumer"] = true };
        foreach (var city in SeparateServices.Cities)
            Assert.Equal(1u, (await channel.QueueDeclareAsync(QueueNames.Submissions(city), durable: true, exclusive: false, autoDelete: false, arguments, cancellationToken: limit.Token)).ConsumerCount);
    }

    /// <summary>The reasons beside the first messages of the error queue.</summary>
    private static async Task<List<string>> ReasonsAsync(IChannel channel, int count, CancellationToken ct)
    {
        var arrived = Channel.CreateUnbounded<string>();
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += (_, message) =>
        {
            arrived.Writer.TryWrite(Encoding.UTF8.GetString((byte[])message.BasicProperties.Headers!["MT-Fault-Message"]!));
            return Task.CompletedTask;
        };
        await channel.BasicConsumeAsync($"{QueueNames.Submissions(Some.City)}_error", autoAck: true, consumer, ct);
        var reasons = new List<string>();
        while (reasons.Count < count)
            reasons.Add(await arrived.Reader.ReadAsync(ct));
        return reasons;
    }

    private static async Task PublishAsync(IChannel channel, string body, CancellationToken ct) =>
        await channel.BasicPublishAsync(
            QueueNames.CityExchange(Some.City), "", mandatory: true,
            new BasicProperties { ContentType = "application/vnd.masstransit+json", DeliveryMode = DeliveryModes.Persistent }, Encoding.UTF8.GetBytes(body), ct);
}
