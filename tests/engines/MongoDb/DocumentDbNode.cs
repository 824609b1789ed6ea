using System.Diagnostics;
using CreditShare.Engines.Processes;
using Npgsql;

namespace CreditShare.Engines.MongoDb;

/// <summary>A DocumentDB server of our own on the loopback address, all its files in one folder, all its processes in one name space that ends with it.</summary>
internal sealed class DocumentDbNode : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(4);
    private static readonly TimeSpan EndLimit = TimeSpan.FromMinutes(1);

    // PostgreSQL's processes leave their group; the kernel ends them all with the name space's first process, whose end follows ours.
    private const string Script = """
        exec >>"$1$2/out" 2>&1 </dev/null
        exec unshare --mount --pid --fork --kill-child=KILL --mount-proc="$1/proc" sh -c '
          mount --rbind /dev "$1/dev"
          chroot --userspec=postgres:postgres "$1" env LC_ALL=C.UTF-8 HOME=/tmp "$4/postgres" -D "$2/data" -c port="$3" &
          wait' node "$1" "$2" "$3" "$4"
        """;

    private readonly string root;
    private readonly string inside;
    private readonly ushort port = FreePorts.Take(1)[0];
    private readonly Watchdog watchdog;
    private Process? group;

    private DocumentDbNode(string root)
    {
        this.root = root;
        inside = $"/var/lib/creditshare/node-{Guid.CreateVersion7(TimeProvider.System.GetUtcNow()):N}";
        Folder = root + inside;
        watchdog = new Watchdog(Folder);
        DataSource = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder
        {
            Host = "127.0.0.1", Port = port, Username = "postgres", Database = "postgres", MaxPoolSize = 150, Timeout = 10, CommandTimeout = 60,
            MaxAutoPrepare = 40, AutoPrepareMinUsages = 1, NoResetOnClose = true,
        });
    }

    public string Folder { get; }

    public NpgsqlDataSource DataSource { get; }

    public static async Task<DocumentDbNode> StartNewAsync(CancellationToken ct)
    {
        var node = new DocumentDbNode(await DocumentDbRoot.FindOrMakeAsync(ct));
        try
        {
            Directory.CreateDirectory(node.Folder);
            await Command.RunAsync("cp", ["-a", node.root + DocumentDbRoot.Template, node.Folder + "/data"], new Dictionary<string, string>(), ct);
            await node.StartAsync(ct);
            return node;
        }
        catch
        {
            await node.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts it, again after a kill, on the same port with the same data; ends when it answers.</summary>
    public async Task StartAsync(CancellationToken ct)
    {
        group = Process.Start(new ProcessStartInfo("setsid", ["sh", "-c", Script, "node", root, inside, port.ToString(null, null), DocumentDbRoot.Programs]))!;
        watchdog.EndWith($"kill -s KILL -- -{group.Id}");
        if (!await Wait.ForAsync(() => AnswersAsync(ct), StartLimit, ct))
            throw new InvalidOperationException($"DocumentDB did not start within {StartLimit.TotalSeconds} s:\n{Output()}");
    }

    public bool Runs => group is not null;

    /// <summary>kill -9 of all its processes; ends when nobody answers any more.</summary>
    public async Task KillAsync(CancellationToken ct)
    {
        var running = group ?? throw new InvalidOperationException("The server was killed and has not been restarted.");
        await Command.RunAsync("sh", ["-c", $"kill -s KILL -- -{running.Id}"], new Dictionary<string, string>(), ct);
        await running.WaitForExitAsync(ct);
        // PostgreSQL's backends lead groups of their own, and one that is at work may outlive its server for a while: no new one starts on the same data until it is gone.
        foreach (var backend in Processes())
            await Command.RunAsync("sh", ["-c", $"kill -s KILL {backend} 2>/dev/null || true"], new Dictionary<string, string>(), ct);
        if (!await Wait.ForAsync(() => Task.FromResult(Processes().Count == 0), EndLimit, ct))
            throw new TimeoutException($"Processes on {Folder} still run after kill -9.");
        running.Dispose();
        group = null;
        DataSource.Clear();
        if (!await Wait.ForAsync(async () => !await AnswersAsync(ct), EndLimit, ct))
            throw new TimeoutException($"Port {port} still answers after kill -9.");
    }

    public async ValueTask DisposeAsync()
    {
        await DataSource.DisposeAsync();
        await watchdog.DisposeAsync();
        group?.Dispose();
    }

    private async Task<bool> AnswersAsync(CancellationToken ct)
    {
        if (group is { HasExited: true })
            throw new InvalidOperationException($"DocumentDB ended while starting:\n{Output()}");
        try
        {
            await using var command = DataSource.CreateCommand("SELECT 1");
            await command.ExecuteScalarAsync(ct);
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    /// <summary>Ids of those that work in the folder of the data.</summary>
    private List<string> Processes()
    {
        var found = new List<string>();
        foreach (var process in Directory.EnumerateDirectories("/proc").Where(folder => Path.GetFileName(folder).All(char.IsAsciiDigit)))
        {
            try
            {
                if (new FileInfo(Path.Combine(process, "cwd")).LinkTarget == Path.Combine(Folder, "data"))
                    found.Add(Path.GetFileName(process));
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                // It has ended meanwhile.
            }
        }
        return found;
    }

    private string Output() => string.Join('\n', File.ReadLines(Folder + "/out").TakeLast(40));
}
