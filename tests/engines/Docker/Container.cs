using System.Globalization;
using CreditShare.Engines.Processes;

namespace CreditShare.Engines.Docker;

/// <summary>
/// A container of our own under the machine's Docker engine: its port is the same port of the loopback address at every start, its data last until it is disposed
/// or this process dies.
/// </summary>
internal sealed class Container : IAsyncDisposable
{
    private static readonly Dictionary<string, string> Nothing = [];
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(2);

    private readonly string name = $"creditshare-test-{Guid.CreateVersion7(TimeProvider.System.GetUtcNow()):N}";
    private readonly string folder = Directory.CreateTempSubdirectory("creditshare-container-").FullName;
    private readonly Watchdog watchdog;

    private Container()
    {
        watchdog = new Watchdog(folder);
        watchdog.EndWith($"docker rm --force --volumes {name} >/dev/null");
    }

    /// <summary>Of the loopback address.</summary>
    public ushort Port { get; } = FreePorts.Take(1)[0];

    public bool Runs { get; private set; } = true;

    /// <summary>Whether an engine answers; a client alone is not one.</summary>
    public static async Task<bool> CanBeHadAsync(CancellationToken ct)
    {
        try
        {
            await Command.RunAsync("docker", ["version", "--format", "{{.Server.Version}}"], Nothing, ct);
            return true;
        }
        catch (Exception fault) when (fault is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    /// <summary>Fetches the image if need be, which may take minutes, and starts it.</summary>
    /// <param name="image">With its tag.</param>
    /// <param name="port">The one that it listens on inside.</param>
    /// <param name="hostName">Its own; what it keeps may be bound to that.</param>
    /// <param name="arguments">To its program.</param>
    /// <param name="ct">Cancels the fetching and the starting.</param>
    public static async Task<Container> StartNewAsync(string image, int port, string hostName, IReadOnlyList<string> arguments, CancellationToken ct)
    {
        var container = new Container();
        try
        {
            var published = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{container.Port}:{port}");
            await RunAsync(["run", "--detach", "--name", container.name, "--hostname", hostName, "--publish", published, image, .. arguments], ct);
            return container;
        }
        catch
        {
            await container.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends when the server inside answers.</summary>
    public async Task AwaitAsync(Func<Task<bool>> answers, CancellationToken ct)
    {
        if (!await Wait.ForAsync(answers, StartLimit, ct))
            throw new InvalidOperationException($"The container did not answer within {StartLimit.TotalSeconds} s:\n{await RunAsync(["logs", "--tail", "40", name], ct)}");
    }

    /// <summary>kill -9.</summary>
    public async Task KillAsync(CancellationToken ct)
    {
        await RunAsync(["kill", "--signal", "KILL", name], ct);
        await RunAsync(["wait", name], ct);
        Runs = false;
    }

    /// <summary>Starts it again after a kill, with the same data.</summary>
    public async Task RestartAsync(CancellationToken ct)
    {
        await RunAsync(["start", name], ct);
        Runs = true;
    }

    /// <summary>Connections stay open and nothing answers.</summary>
    public Task PauseAsync(CancellationToken ct) => RunAsync(["pause", name], ct);

    public Task UnpauseAsync(CancellationToken ct) => RunAsync(["unpause", name], ct);

    /// <returns>What the program inside wrote.</returns>
    public Task<string> ExecuteAsync(IReadOnlyList<string> command, CancellationToken ct) => RunAsync(["exec", name, .. command], ct);

    public Task CopyInAsync(string file, string path, CancellationToken ct) => RunAsync(["cp", file, $"{name}:{path}"], ct);

    public ValueTask DisposeAsync() => watchdog.DisposeAsync();

    private static Task<string> RunAsync(IReadOnlyList<string> arguments, CancellationToken ct) => Command.RunAsync("docker", arguments, Nothing, ct);
}
