using CreditShare.Engines;

[assembly: AssemblyFixture(typeof(CreditShare.EndToEnd.Tests.Processes.MongoDbFixture))]

namespace CreditShare.EndToEnd.Tests.Processes;

/// <summary>One real MongoDB-compatible server for all tests here; each system has a database of its own.</summary>
public sealed class MongoDbFixture : IAsyncLifetime
{
    // Null where it did not start: that is the failure to be read, not another one at the end.
    private MongoDbEngine? engine;

    public MongoDbEngine Engine => engine!;

    public async ValueTask InitializeAsync() => engine = await MongoDbEngine.StartAsync();

    public ValueTask DisposeAsync() => engine?.DisposeAsync() ?? ValueTask.CompletedTask;
}
