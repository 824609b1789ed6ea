using CreditShare.Engines.Docker;

namespace CreditShare.Engines.MongoDb;

/// <summary>The server of docker-compose.yml in a container of its own: a replica set of one, so that majority and journal mean something.</summary>
internal sealed class MongoDbContainer : IMongoDbNode
{
    /// <summary>As in docker-compose.yml.</summary>
    public const string Image = "mongo:8.0";

    private readonly Container container;

    private MongoDbContainer(Container container) => this.container = container;

    // Direct: the set knows its member by the port inside, which is not the one outside.
    public string Address => $"mongodb://127.0.0.1:{container.Port}/?directConnection=true";

    public bool Runs => container.Runs;

    public static async Task<MongoDbContainer> StartNewAsync(CancellationToken ct)
    {
        var container = await Container.StartNewAsync(Image, 27017, "mongodb", ["--replSet", "test", "--bind_ip_all"], ct);
        try
        {
            await container.AwaitAsync(() => TryAsync(container, "try { rs.status() } catch { rs.initiate() }", ct), ct);
            var started = new MongoDbContainer(container);
            await started.AwaitPrimaryAsync(ct);
            return started;
        }
        catch
        {
            await container.DisposeAsync();
            throw;
        }
    }

    public async Task StartAsync(CancellationToken ct)
    {
        await container.RestartAsync(ct);
        await AwaitPrimaryAsync(ct);
    }

    public Task KillAsync(CancellationToken ct) => container.KillAsync(ct);

    public ValueTask DisposeAsync() => container.DisposeAsync();

    private Task AwaitPrimaryAsync(CancellationToken ct) => container.AwaitAsync(() => TryAsync(container, "if (!db.hello().isWritablePrimary) quit(1)", ct), ct);

    private static async Task<bool> TryAsync(Container container, string script, CancellationToken ct)
    {
        try
        {
            await container.ExecuteAsync(["mongosh", "--quiet", "--eval", script], ct);
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
