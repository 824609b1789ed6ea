using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using CreditShare.Systems;

namespace CreditShare.CommandLine.Tests.Processes;

/// <summary>How <c>creditshare</c> ended.</summary>
internal sealed record Ended(int Code, string Output, string Errors)
{
    /// <summary>Standard output as the one JSON document that it must be.</summary>
    public JsonElement Json()
    {
        using var document = JsonDocument.Parse(Output);
        return document.RootElement.Clone();
    }

    public override string ToString() => $"{Code}\n{Output}\n{Errors}";
}

/// <summary><c>creditshare</c> as a process of its own.</summary>
internal sealed class Cli : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> output = [];
    private readonly ConcurrentQueue<string> errors = [];
    private readonly Process process;

    private Cli(Uri? address, string? token, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(ServiceProcess.FolderOf("services/CommandLine"), "creditshare.dll"), .. arguments])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
        };
        start.Environment["CREDITSHARE_ADDRESS"] = address?.ToString();
        start.Environment["CREDITSHARE_TOKEN"] = token;
        process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Add(output, line.Data);
        process.ErrorDataReceived += (_, line) => Add(errors, line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public string Output => string.Join('\n', output);

    public string Errors => string.Join('\n', errors);

    public bool HasExited => process.HasExited;

    public static Cli Start(Uri? address, string? token, params IEnumerable<string> arguments) => new(address, token, arguments);

    public static async Task<Ended> RunAsync(Uri? address, string? token, CancellationToken ct, params IEnumerable<string> arguments)
    {
        await using var run = new Cli(address, token, arguments);
        return await run.EndAsync(ct);
    }

    public async Task<Ended> EndAsync(CancellationToken ct)
    {
        await process.WaitForExitAsync(ct);
        return new(process.ExitCode, Output, Errors);
    }

    /// <summary>kill -9.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>SIGTERM.</summary>
    public async Task<Ended> StopAsync(CancellationToken ct)
    {
        using (var terminate = Process.Start("kill", ["-TERM", process.Id.ToString(null, null)]))
            await terminate.WaitForExitAsync(ct);
        return await EndAsync(ct);
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            await KillAsync();
        process.Dispose();
    }

    private static void Add(ConcurrentQueue<string> lines, string? line)
    {
        if (line is not null)
            lines.Enqueue(line);
    }
}
