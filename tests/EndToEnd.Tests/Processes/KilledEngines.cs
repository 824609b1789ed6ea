using CreditShare.Engines;

namespace CreditShare.EndToEnd.Tests.Processes;

/// <summary>A broker and a MongoDB-compatible server of their own for the tests that kill them, so that all others can run beside.</summary>
public sealed class KilledEngines : IAsyncLifetime
{
    // Null where it did not start: that is the failure to be read, not another one at the end.
    private RabbitMqEngine? broker;
    private MongoDbEngine? mongo;

    public RabbitMqEngine Broker => broker!;

    public MongoDbEngine MongoDb => mongo!;

    public async ValueTask InitializeAsync()
    {
        broker = await RabbitMqEngine.StartAsync(TestContext.Current.CancellationToken);
        mongo = await MongoDbEngine.StartAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (mongo is not null)
            await mongo.DisposeAsync();
        if (broker is not null)
            await broker.DisposeAsync();
    }
}

/// <summary>Tests that kill the engines run one after another.</summary>
[CollectionDefinition("killed engines")]
public sealed class KilledEnginesTests : ICollectionFixture<KilledEngines>;
