using CreditShare.Engines;

namespace CreditShare.EndToEnd.Tests.Processes;

/// <summary>A real broker for all tests of a collection; each system takes a virtual host of its own.</summary>
public sealed class BrokerFixture : IAsyncLifetime
{
    public RabbitMqEngine Broker { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Broker = await RabbitMqEngine.StartAsync(TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => Broker.DisposeAsync();
}

/// <summary>
/// Tests that share a broker run one after another: some of them kill it. These do without MongoDB, which is killed too, and so run beside <see cref="MongoDbBrokerTests"/>.
/// </summary>
[CollectionDefinition(Name)]
public sealed class BrokerTests : ICollectionFixture<BrokerFixture>
{
    public const string Name = "broker";
}

/// <summary>Likewise, with another broker: all that share MongoDB with the test that kills it.</summary>
[CollectionDefinition(Name)]
public sealed class MongoDbBrokerTests : ICollectionFixture<BrokerFixture>
{
    public const string Name = "broker and MongoDB";
}
