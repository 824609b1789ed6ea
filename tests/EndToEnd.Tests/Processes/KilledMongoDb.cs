using CreditShare.Engines;

namespace CreditShare.EndToEnd.Tests.Processes;

/// <summary>A database server of their own for the tests of a class that kill it.</summary>
public sealed class KilledMongoDb : IAsyncLifetime
{
    // Null where it did not start: that is the failure to be read, not another one at the end.
    private MongoDbEngine? engine;

    public MongoDbEngine Engine => engine!;

    public async ValueTask InitializeAsync() => engine = await MongoDbEngine.StartPrivateAsync();

    public ValueTask DisposeAsync() => engine?.DisposeAsync() ?? ValueTask.CompletedTask;
}
