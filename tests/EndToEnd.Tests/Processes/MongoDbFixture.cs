using CreditShare.Engines;

[assembly: AssemblyFixture(typeof(CreditShare.EndToEnd.Tests.Processes.MongoDbFixture))]

namespace CreditShare.EndToEnd.Tests.Processes;

/// <summary>One real MongoDB-compatible server for all tests here; each system has a database of its own.</summary>
public sealed class MongoDbFixture : IAsyncLifetime
{
    public MongoDbEngine Engine { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Engine = await MongoDbEngine.StartAsync();

    public ValueTask DisposeAsync() => Engine.DisposeAsync();
}
