using CreditShare.Engines;
using CreditShare.Storage.MongoDb;

[assembly: AssemblyFixture(typeof(CreditShare.Storage.Tests.MongoDbFixture))]

namespace CreditShare.Storage.Tests;

/// <summary>One real server for all tests here; each has a database of its own.</summary>
public sealed class MongoDbFixture : IAsyncLifetime
{
    public MongoDbEngine Engine { get; private set; } = null!;

    public MongoDbOptions NewDatabase() => new() { ConnectionString = Engine.Address, Database = MongoDbEngine.NewDatabase() };

    public async ValueTask InitializeAsync() => Engine = await MongoDbEngine.StartAsync();

    public ValueTask DisposeAsync() => Engine.DisposeAsync();
}
