using System.Diagnostics;

namespace CreditShare.Engines.Processes;

/// <summary>
/// Ends an engine and deletes its folder when this process disposes it, and also when this process dies in any way: a shell in a session of its own
/// reads from a pipe that closes with us. There is one way of cleaning up, and it runs every time.
/// </summary>
internal sealed class Watchdog : IAsyncDisposable
{
    // Only the last counts: what an earlier one would end was ended before the next was started.
    private const string Script = """
        trap '' INT TERM HUP
        while read -r line; do end=$line; done
        sh -c "$end"
        for try in 1 2 3 4 5 6 7 8 9 10; do rm -rf "$1" && exit 0; sleep 0.2; done
        """;

    private readonly Process _shell;

    /// <param name="folder">Deleted in the end.</param>
    public Watchdog(string folder)
    {
        // Standard output is not inherited: an orphan that holds it would keep the test runner waiting.
        var start = new ProcessStartInfo("setsid", ["sh", "-c", Script, "watchdog", folder])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        _shell = Process.Start(start)!;
    }

    /// <summary>From now on this is the command that ends the engine, in one line.</summary>
    public void EndWith(string command)
    {
        _shell.StandardInput.WriteLine(command);
        _shell.StandardInput.Flush();
    }

    public async ValueTask DisposeAsync()
    {
        _shell.StandardInput.Close();
        await _shell.WaitForExitAsync();
        _shell.Dispose();
    }
}
