using CreditShare.Engines;
using CreditShare.Storage.MongoDb;

[assembly: AssemblyFixture(typeof(CreditShare.Registry.Tests.MongoDbFixture))]

namespace CreditShare.Registry.Tests;

/// <summary>One real server for all tests here; each has a database of its own.</summary>
public sealed class MongoDbFixture : IAsyncLifetime
{
    // Null where it did not start: that is the failure to be read, not another one at the end.
    private MongoDbEngine? engine;

    public MongoDbEngine Engine => engine!;

    public MongoDbOptions NewDatabase() => new() { ConnectionString = Engine.Address, Database = MongoDbEngine.NewDatabase() };

    public async ValueTask InitializeAsync() => engine = await MongoDbEngine.StartAsync();

    public ValueTask DisposeAsync() => engine?.DisposeAsync() ?? ValueTask.CompletedTask;
}
