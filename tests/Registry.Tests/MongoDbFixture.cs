using CreditShare.Engines;

[assembly: AssemblyFixture(typeof(CreditShare.Registry.Tests.MongoDbFixture))]

namespace CreditShare.Registry.Tests;

/// <summary>One real server for all tests here; each has a database of its own.</summary>
public sealed class MongoDbFixture : IAsyncLifetime
{
    public MongoDbEngine Engine { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Engine = await MongoDbEngine.StartAsync();

    public ValueTask DisposeAsync() => Engine.DisposeAsync();
}
