using CreditShare.Engines;

namespace CreditShare.EndToEnd.Tests.Processes;

/// <summary>One real broker for all tests that need one; each takes a virtual host of its own.</summary>
public sealed class BrokerFixture : IAsyncLifetime
{
    public RabbitMqEngine Broker { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Broker = await RabbitMqEngine.StartAsync(TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => Broker.DisposeAsync();
}

/// <summary>Tests that share the broker run one after another: each starts a whole system. What kills a broker has one of its own (<see cref="KilledEngines"/>).</summary>
[CollectionDefinition("broker")]
public sealed class BrokerTests : ICollectionFixture<BrokerFixture>;
