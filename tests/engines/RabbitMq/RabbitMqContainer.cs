using CreditShare.Engines.Docker;

namespace CreditShare.Engines.RabbitMq;

/// <summary>The broker of docker-compose.yml in a container of its own.</summary>
internal sealed class RabbitMqContainer : IRabbitMqNode
{
    /// <summary>As in docker-compose.yml.</summary>
    public const string Image = "rabbitmq:4.3.5-management";

    private const string Definitions = "/tmp/definitions.json";

    private readonly Container container;

    private RabbitMqContainer(Container container) => this.container = container;

    public ushort Port => container.Port;

    public string? Folder => null;

    public bool Runs => container.Runs;

    public static async Task<RabbitMqContainer> StartNewAsync(CancellationToken ct)
    {
        // A node's name, and so its data, hang on the host's.
        var container = await Container.StartNewAsync(Image, 5672, "broker", [], ct);
        try
        {
            await container.AwaitAsync(() => RabbitMqPort.AnswersAsync(container.Port, ct), ct);
            return new(container);
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
        await container.AwaitAsync(() => RabbitMqPort.AnswersAsync(Port, ct), ct);
    }

    public Task KillAsync(CancellationToken ct) => container.KillAsync(ct);

    public Task FreezeAsync(CancellationToken ct) => container.PauseAsync(ct);

    public Task ThawAsync(CancellationToken ct) => container.UnpauseAsync(ct);

    public Task<string> ControlAsync(IReadOnlyList<string> arguments, CancellationToken ct) => container.ExecuteAsync(["rabbitmqctl", .. arguments], ct);

    public async Task ImportDefinitionsAsync(string file, CancellationToken ct)
    {
        await container.CopyInAsync(file, Definitions, ct);
        await ControlAsync(["import_definitions", Definitions], ct);
    }

    public ValueTask DisposeAsync() => container.DisposeAsync();
}
