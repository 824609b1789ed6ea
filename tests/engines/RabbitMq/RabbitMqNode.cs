using System.Diagnostics;
using CreditShare.Engines.Processes;

namespace CreditShare.Engines.RabbitMq;

/// <summary>
/// A broker of our own: one node with its name service in one process group, on the loopback address, all its files in one temporary folder. Nothing
/// of an installed broker (configuration, plug-ins, cookie, data) is read or written.
/// </summary>
internal sealed class RabbitMqNode : IRabbitMqNode
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(4);
    private static readonly TimeSpan EndLimit = TimeSpan.FromMinutes(1);

    // Without -daemon the name service stays in the group; the node must find it there, else it starts a daemon that nobody ends.
    private const string Script = """
        exec >>"$HOME/node.out" 2>&1 </dev/null
        epmd & until epmd -names >/dev/null; do sleep 0.05; done
        exec "$1/rabbitmq-server"
        """;

    private readonly string _programs;
    private readonly Dictionary<string, string> _environment;
    private readonly Watchdog _watchdog;
    private Process? _group;

    private RabbitMqNode(string programs)
    {
        _programs = programs;
        _watchdog = new Watchdog(Folder);
        var ports = FreePorts.Take(3);
        Port = ports[0];
        _environment = RabbitMqEnvironment.Of(Folder, Port, distributionPort: ports[1], nameServicePort: ports[2]);
    }

    public ushort Port { get; }

    public string Folder { get; } = Directory.CreateTempSubdirectory("creditshare-rabbitmq-").FullName;

    public static async Task<RabbitMqNode> StartNewAsync(CancellationToken ct)
    {
        var node = new RabbitMqNode(await RabbitMqPrograms.FindOrInstallAsync(ct));
        try
        {
            await node.StartAsync(ct);
            return node;
        }
        catch
        {
            await node.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts it again on the same port with the same data; ends when it answers.</summary>
    public async Task StartAsync(CancellationToken ct)
    {
        var start = new ProcessStartInfo("setsid", ["sh", "-c", Script, "node", _programs]);
        foreach (var (name, value) in _environment)
            start.Environment[name] = value;
        _group = Process.Start(start)!;
        _watchdog.EndWith($"kill -s KILL -- -{_group.Id}");
        if (!await Wait.ForAsync(() => AnswersAsync(ct), StartLimit, ct))
            throw new InvalidOperationException($"RabbitMQ did not start within {StartLimit.TotalSeconds} s:\n{Output()}");
    }

    /// <summary>kill -9 of the whole group; ends when nobody listens on the port.</summary>
    public async Task KillAsync(CancellationToken ct)
    {
        await SignalAsync("KILL", ct);
        await Group.WaitForExitAsync(ct);
        Group.Dispose();
        _group = null;
        if (!await Wait.ForAsync(async () => !await RabbitMqPort.ListensAsync(Port, ct), EndLimit, ct))
            throw new TimeoutException($"Port {Port} is still open after kill -9.");
    }

    public bool Runs => _group is not null;

    /// <summary>Ends when no thread of it runs any more.</summary>
    public async Task FreezeAsync(CancellationToken ct)
    {
        await SignalAsync("STOP", ct);
        if (!await Wait.ForAsync(() => Task.FromResult(StoppedGroup.IsStill(Group.Id)), EndLimit, ct))
            throw new TimeoutException("The broker still runs after it was told to stop.");
    }

    public Task ThawAsync(CancellationToken ct) => SignalAsync("CONT", ct);

    public Task ImportDefinitionsAsync(string file, CancellationToken ct) => ControlAsync(["import_definitions", file], ct);

    public Task<string> ControlAsync(IReadOnlyList<string> arguments, CancellationToken ct) =>
        Command.RunAsync(Path.Combine(_programs, "rabbitmqctl"), arguments, _environment, ct);

    public async ValueTask DisposeAsync()
    {
        await _watchdog.DisposeAsync();
        _group?.Dispose();
    }

    private Process Group => _group ?? throw new InvalidOperationException("The broker was killed and has not been restarted.");

    private async Task<bool> AnswersAsync(CancellationToken ct)
    {
        if (Group.HasExited)
            throw new InvalidOperationException($"RabbitMQ ended while starting:\n{Output()}");
        return await RabbitMqPort.AnswersAsync(Port, ct);
    }

    private Task<string> SignalAsync(string signal, CancellationToken ct) =>
        Command.RunAsync("sh", ["-c", $"kill -s {signal} -- -{Group.Id}"], _environment, ct);

    private string Output() => string.Join('\n', File.ReadLines(Path.Combine(Folder, "node.out")).TakeLast(40));
}
