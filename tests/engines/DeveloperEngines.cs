using System.Diagnostics;
using System.Globalization;
using CreditShare.Engines.Processes;

namespace CreditShare.Engines;

/// <summary>A broker and a server that outlive the command that started them. One pair a user; tests take private ones, which they may kill, and leave these alone.</summary>
internal static class DeveloperEngines
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(30);

    private static string Folder => Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create), "creditshare-engines");

    /// <summary>Names the serving process in its first line, then what to print; there only while both answer.</summary>
    private static string StateFile => Path.Combine(Folder, "running");

    private static string OutputFile => Path.Combine(Folder, "output");

    public static async Task<int> StartAsync(CancellationToken ct)
    {
        if (Running() is not null)
        {
            Print();
            return 0;
        }
        Directory.CreateDirectory(Folder);
        File.Delete(StateFile);
        Console.Error.WriteLine("starting; the first time on a machine they are fetched, which takes a minute or two …");
        using var serving = Process.Start(new ProcessStartInfo("setsid", ["sh", "-c", "exec >\"$1\" 2>&1 </dev/null; shift; exec \"$@\"", "engines", OutputFile, Environment.ProcessPath!, "serve"]))!;
        if (!await Wait.ForAsync(() => Task.FromResult(File.Exists(StateFile) || serving.HasExited), StartLimit, ct) || !File.Exists(StateFile))
        {
            Console.Error.WriteLine(await File.ReadAllTextAsync(OutputFile, ct));
            return 1;
        }
        Print();
        return 0;
    }

    public static async Task<int> StopAsync(CancellationToken ct)
    {
        if (Running() is not { } serving)
        {
            Console.WriteLine("They do not run.");
            return 0;
        }
        await Command.RunAsync("kill", ["-TERM", serving.Id.ToString(CultureInfo.InvariantCulture)], new Dictionary<string, string>(), ct);
        return await Wait.ForAsync(() => Task.FromResult(Running() is null), StopLimit, ct) ? 0 : 1;
    }

    public static async Task<int> ServeAsync(CancellationToken ct)
    {
        await using var broker = await RabbitMqEngine.StartPrivateAsync(ct);
        await using var mongo = await MongoDbEngine.StartPrivateAsync(ct);
        var unfinished = StateFile + ".new";
        await File.WriteAllLinesAsync(
            unfinished,
            [
                NamedProcess.NameOf(Process.GetCurrentProcess()),
                $"RabbitMQ  {broker.Address("/")}",
                $"MongoDB   {mongo.Address}",
            ],
            ct);
        File.Move(unfinished, StateFile, overwrite: true);
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, ct);
        }
        catch (OperationCanceledException)
        {
            // SIGTERM: what was started is ended below.
        }
        File.Delete(StateFile);
        return 0;
    }

    /// <summary>Null if it has ended: a file that was left behind may name an id that is somebody else's now.</summary>
    private static Process? Running() => File.Exists(StateFile) ? NamedProcess.Find(File.ReadLines(StateFile).FirstOrDefault() ?? "") : null;

    private static void Print()
    {
        foreach (var line in File.ReadLines(StateFile).Skip(1))
            Console.WriteLine(line);
    }
}
