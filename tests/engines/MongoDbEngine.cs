using CreditShare.Engines.Docker;
using CreditShare.Engines.MongoDb;

namespace CreditShare.Engines;

/// <summary>
/// A real MongoDB-compatible server for tests: the one that <c>CREDITSHARE_TEST_MONGODB</c> names, else MongoDB in a container where a Docker engine answers, else a private
/// DocumentDB, fetched first if need be and may be. A missing server is an error, not a skip.
/// </summary>
public sealed class MongoDbEngine : IAsyncDisposable
{
    public const string AddressVariable = "CREDITSHARE_TEST_MONGODB";

    private readonly IMongoDbNode? node;

    private MongoDbEngine(string address) => Address = address;

    private MongoDbEngine(IMongoDbNode node) => (this.node, Address) = (node, node.Address);

    /// <summary>The connection string; a database is the test's own choice.</summary>
    public string Address { get; }

    /// <summary>Ends when the server answers. A second or two; a minute or two where it must be fetched first.</summary>
    /// <exception cref="InvalidOperationException">No server can be had, or it did not start; says what to do.</exception>
    public static async Task<MongoDbEngine> StartAsync(CancellationToken ct = default) =>
        Environment.GetEnvironmentVariable(AddressVariable) is { Length: > 0 } address
            ? new MongoDbEngine(address)
            : await StartPrivateAsync(ct);

    /// <summary>As <see cref="StartAsync"/>, but always one of the caller's own, whatever the environment names: for what kills it.</summary>
    /// <exception cref="InvalidOperationException">As there.</exception>
    public static async Task<MongoDbEngine> StartPrivateAsync(CancellationToken ct = default) =>
        new(await Container.CanBeHadAsync(ct) ? await MongoDbContainer.StartNewAsync(ct) : new DocumentDbServer(await DocumentDbNode.StartNewAsync(ct)));

    /// <summary>A name for a database that no other test has.</summary>
    public static string NewDatabase() => $"test_{Guid.CreateVersion7(TimeProvider.System.GetUtcNow()):N}";

    /// <summary>kill -9; whatever was acknowledged must survive it. Only a private server.</summary>
    public Task KillAsync(CancellationToken ct = default) => Node.KillAsync(ct);

    /// <summary>Starts it again, at the same address with the same data; kills it first if it runs. Ends when it answers. Only a private server.</summary>
    public async Task RestartAsync(CancellationToken ct = default)
    {
        if (Node.Runs)
            await Node.KillAsync(ct);
        await Node.StartAsync(ct);
    }

    /// <summary>Ends and deletes what was started here; a server found by its address is left as it is.</summary>
    public async ValueTask DisposeAsync()
    {
        if (node is not null)
            await node.DisposeAsync();
    }

    private IMongoDbNode Node => node ?? throw new InvalidOperationException($"The server of {AddressVariable} was not started here and is not to be killed.");
}
