using System.Collections.Concurrent;
using System.Diagnostics;
using CreditShare.Engines.Processes;
using CreditShare.Testing;

namespace CreditShare.Systems;

/// <summary>One of our programs as a process of its own, so that it can be killed as a machine would kill it.</summary>
public sealed class ServiceProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan StopLimit = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(50);

    /// <summary>Debug or Release: as the running program was built.</summary>
    private static readonly string Configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;

    /// <summary>
    /// What spares a debug build processor time in the short life that it has here, and changes nothing of what it does. Release builds are measured, and run as in
    /// production.
    /// </summary>
    private static readonly IReadOnlyDictionary<string, string> ShortLived = Configuration != "Debug" ? new Dictionary<string, string>() : new Dictionary<string, string>
    {
        ["DOTNET_TieredPGO"] = "0",
        // Milliseconds without a newly called method, in hexadecimal, before what is called often is compiled again, optimized: two seconds, not 100 ms.
        ["DOTNET_TC_CallCountingDelayMs"] = "7D0",
        // Pages of code are mapped once, not twice to guard them against being written.
        ["DOTNET_EnableWriteXorExecute"] = "0",
    };

    private readonly string program;
    private readonly IReadOnlyDictionary<string, string> settings;
    private readonly ConcurrentQueue<string> output = [];
    private IReadOnlyList<string> arguments = [];
    private Process? process;

    private ServiceProcess(string program, IReadOnlyDictionary<string, string> settings)
    {
        this.program = program;
        this.settings = settings;
        Address = new Uri($"http://127.0.0.1:{FreePorts.Take(1)[0]}");
    }

    public Uri Address { get; }

    /// <summary>What the program wrote, for a failed test's message.</summary>
    public string Output => string.Join('\n', output);

    /// <summary>Which program it is, whether it runs, and the last lines that it wrote.</summary>
    public string Describe(int lines) =>
        $"{program} {(process is { HasExited: true } ended ? $"ended with {ended.ExitCode}" : "runs")}; its last lines:\n{string.Join('\n', output.TakeLast(lines))}";

    /// <summary>Starts one of our programs; ends when it answers.</summary>
    /// <param name="program">Its folder in the repository, such as <c>services/Query.Host</c>, and behind a blank its first argument, if any.</param>
    /// <param name="settings">By their names in the configuration.</param>
    /// <param name="ct">Cancels the waiting.</param>
    public static async Task<ServiceProcess> StartAsync(string program, IReadOnlyDictionary<string, string> settings, CancellationToken ct)
    {
        var service = new ServiceProcess(program, settings);
        try
        {
            await service.StartAsync(ct);
            return service;
        }
        catch
        {
            // Nobody else knows it.
            await service.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs one of our programs to its end.</summary>
    /// <param name="program">Its folder, and behind a blank its first argument, if any.</param>
    /// <param name="arguments">Further ones.</param>
    /// <param name="settings">By their names in the configuration.</param>
    /// <param name="ct">Cancels the waiting.</param>
    public static async Task<(int Code, string Output)> RunAsync(string program, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> settings, CancellationToken ct)
    {
        await using var service = new ServiceProcess(program, settings) { arguments = arguments };
        service.process = service.Start();
        await service.process.WaitForExitAsync(ct);
        return (service.process.ExitCode, service.Output);
    }

    /// <summary>Starts it again after a kill or stop, at the same address, on what it left behind.</summary>
    public async Task StartAsync(CancellationToken ct)
    {
        process = Start();
        using var client = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(2) };
        var begin = TimeProvider.System.GetTimestamp();
        while (true)
        {
            if (process.HasExited)
                throw new InvalidOperationException($"{program} ended with {process.ExitCode}:\n{Output}");
            try
            {
                if ((await client.GetAsync(new Uri("/health/live", UriKind.Relative), ct)).IsSuccessStatusCode)
                    return;
            }
            catch (Exception fault) when (fault is HttpRequestException or TaskCanceledException && !ct.IsCancellationRequested)
            {
                // Not listening yet.
            }
            if (TimeProvider.System.GetElapsedTime(begin) > StartLimit)
                throw new TimeoutException($"{program} did not answer within {StartLimit}:\n{Output}");
            await Task.Delay(Between, TimeProvider.System, ct);
        }
    }

    /// <summary>Where a program, such as <c>services/Query.Host</c>, was built to.</summary>
    public static string FolderOf(string program) => Path.Combine(Repository.Root, program, "bin", Configuration, "net10.0");

    /// <summary>kill -9.</summary>
    public async Task KillAsync()
    {
        process!.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
    }

    /// <summary>SIGTERM, as an operator stops a service; ends when it has ended.</summary>
    /// <returns>Its exit code, that of before if it had ended already.</returns>
    public async Task<int> StopAsync()
    {
        var running = process!;
        if (running.HasExited)
            return running.ExitCode;
        using (var terminate = Process.Start("kill", ["-TERM", running.Id.ToString(null, null)]))
            await terminate.WaitForExitAsync();
        using var limit = new CancellationTokenSource(StopLimit);
        await running.WaitForExitAsync(limit.Token);
        return running.ExitCode;
    }

    /// <summary>Peak resident memory so far, in bytes.</summary>
    public long PeakMemory()
    {
        process!.Refresh();
        return process.PeakWorkingSet64;
    }

    /// <summary>Time that processors have spent on it so far.</summary>
    public TimeSpan ProcessorTime()
    {
        process!.Refresh();
        return process.TotalProcessorTime;
    }

    public async ValueTask DisposeAsync()
    {
        if (process is { HasExited: false })
            await KillAsync();
        process?.Dispose();
    }

    /// <summary>Named by the project, whose folder may be written small.</summary>
    private static string AssemblyIn(string folder, string program) =>
        Directory.GetFiles(folder, $"CreditShare.{program}.dll", new EnumerationOptions { MatchCasing = MatchCasing.CaseInsensitive }).Single();

    private Process Start()
    {
        var parts = program.Split(' ');
        var folder = FolderOf(parts[0]);
        var start = new ProcessStartInfo("dotnet", [AssemblyIn(folder, Path.GetFileName(parts[0])), .. parts[1..], .. arguments])
        {
            WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
        };
        foreach (var (name, value) in ShortLived.Concat(settings))
            start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        start.Environment["Urls"] = Address.ToString();
        var started = new Process { StartInfo = start };
        started.OutputDataReceived += (_, line) => output.Enqueue(line.Data ?? "");
        started.ErrorDataReceived += (_, line) => output.Enqueue(line.Data ?? "");
        started.Start();
        started.BeginOutputReadLine();
        started.BeginErrorReadLine();
        return started;
    }
}
