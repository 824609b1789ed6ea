using CreditShare.Engines.MongoDb.Wire;

namespace CreditShare.Engines.MongoDb;

/// <summary>DocumentDB as processes, with the wire gateway that Debian ships it without.</summary>
internal sealed class DocumentDbServer(DocumentDbNode node) : IMongoDbNode
{
    private readonly DocumentDbGateway gateway = new(node.DataSource);

    public string Address => $"mongodb://127.0.0.1:{gateway.Port}/?retryWrites=false";

    public bool Runs => node.Runs;

    public Task StartAsync(CancellationToken ct) => node.StartAsync(ct);

    public Task KillAsync(CancellationToken ct) => node.KillAsync(ct);

    public async ValueTask DisposeAsync()
    {
        await gateway.DisposeAsync();
        await node.DisposeAsync();
    }
}
