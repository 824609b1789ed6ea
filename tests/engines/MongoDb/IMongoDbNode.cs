namespace CreditShare.Engines.MongoDb;

/// <summary>A MongoDB-compatible server started here, which may be killed: Debian's DocumentDB as processes, or MongoDB in a container.</summary>
internal interface IMongoDbNode : IAsyncDisposable
{
    /// <summary>The connection string; the same at every start.</summary>
    string Address { get; }

    bool Runs { get; }

    /// <summary>Starts it again after a kill, with the same data; ends when it answers.</summary>
    Task StartAsync(CancellationToken ct);

    /// <summary>kill -9; ends when nobody answers any more.</summary>
    Task KillAsync(CancellationToken ct);
}
