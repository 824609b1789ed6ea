using System.Text;
using System.Threading.Channels;
using CreditShare.Contracts;
using CreditShare.EndToEnd.Tests.Processes;
using CreditShare.Systems;
using CreditShare.Testing;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace CreditShare.EndToEnd.Tests;

/// <summary>What the broker has been told of a city's queue. On MongoDB alone: no store has a hand in it.</summary>
public sealed class SubmissionQueueTests(BrokerFixture fixture, MongoDbFixture mongo)
{
    [Fact]
    public async Task Each_city_has_a_quorum_queue_with_a_single_active_consumer_from_which_nothing_is_dropped()
    {
        using var limit = TimeLimit.Start();
        await using var system = await SeparateServices.StartAsync(fixture.Broker, mongo.Engine, limit.Token);
        var bureau = system.Bureau(Some.City);
        await bureau.AwaitDecidedAsync(await bureau.PushUntilReceiptAsync(Client.Ndjson([Some.Penalty()]), "k", limit.Token), limit.Token);
        var factory = new ConnectionFactory { Uri = fixture.Broker.Address(system.VirtualHost) };
        await using var connection = await factory.CreateConnectionAsync(limit.Token);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: limit.Token);
        // Declaring a queue with other arguments than it has is refused, so this says what it has.
        var arguments = new Dictionary<string, object?> { ["x-queue-type"] = "quorum", ["x-single-active-consumer"] = true, ["x-delivery-limit"] = 1_000_000 };
        foreach (var city in SeparateServices.Cities)
            Assert.Equal(1u, (await channel.QueueDeclareAsync(QueueNames.Submissions(city), durable: true, exclusive: false, autoDelete: false, arguments, cancellationToken: limit.Token)).ConsumerCount);
    }
}
