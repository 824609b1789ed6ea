namespace CreditShare.Engines.RabbitMq;

/// <summary>A broker started here, which may be killed: Debian's as processes, or a container.</summary>
internal interface IRabbitMqNode : IAsyncDisposable
{
    /// <summary>Of the loopback address; the same at every start.</summary>
    ushort Port { get; }

    /// <summary>Where it keeps everything; null in a container.</summary>
    string? Folder { get; }

    bool Runs { get; }

    /// <summary>Starts it again after a kill, with the same data; ends when it answers.</summary>
    Task StartAsync(CancellationToken ct);

    /// <summary>kill -9; ends when nobody listens on the port.</summary>
    Task KillAsync(CancellationToken ct);

    /// <summary>Connections stay open and nothing answers.</summary>
    Task FreezeAsync(CancellationToken ct);

    Task ThawAsync(CancellationToken ct);

    /// <summary>Runs rabbitmqctl; takes a second or two.</summary>
    /// <returns>What it wrote.</returns>
    Task<string> ControlAsync(IReadOnlyList<string> arguments, CancellationToken ct);

    /// <summary>As a broker that boots with this file of definitions.</summary>
    Task ImportDefinitionsAsync(string file, CancellationToken ct);
}
