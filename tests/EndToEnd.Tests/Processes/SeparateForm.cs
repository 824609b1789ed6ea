using CreditShare.Engines;
using CreditShare.Systems;

namespace CreditShare.EndToEnd.Tests.Processes;

/// <summary>The classes that share one system of separate services on MongoDB, one after the other.</summary>
[CollectionDefinition]
public sealed class SharedOnMongoDb : ICollectionFixture<SeparateOnMongoDb>;

/// <summary>The classes that share one on SQLite.</summary>
[CollectionDefinition]
public sealed class SharedOnSqlite : ICollectionFixture<SeparateOnSqlite>;

/// <summary>The services as processes of their own over RabbitMQ, on MongoDB.</summary>
public sealed class SeparateOnMongoDb(BrokerFixture broker, MongoDbFixture mongo) : SeparateForm(broker.Broker, mongo.Engine);

/// <summary>The services as processes of their own over RabbitMQ, on SQLite.</summary>
public sealed class SeparateOnSqlite(BrokerFixture broker) : SeparateForm(broker.Broker, null);

/// <summary>One system for many tests, so each has subjects and records of its own, and leaves every service running.</summary>
public abstract class SeparateForm(RabbitMqEngine broker, MongoDbEngine? mongo) : IRunningForm, IAsyncLifetime
{
    public SeparateServices Running { get; private set; } = null!;

    public Client Bureau(string city) => Running.Bureau(city);

    public Client Agency(string agency) => Running.Agency(agency);

    public Client Auditor() => Running.Auditor();

    public Client StrangerAtIngestion() => Running.Stranger(Running.Ingestion);

    public Client StrangerAtQuery() => Running.Stranger(Running.Query);

    public OpenStore Open() => Running.Store.Open();

    public async ValueTask InitializeAsync() => Running = await SeparateServices.StartAsync(broker, mongo, TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return Running.DisposeAsync();
    }
}
