using System.Globalization;
using System.Text.Json;
using CreditShare.CommandLine.Tests.Processes;
using CreditShare.Testing;

namespace CreditShare.CommandLine.Tests.DropFolder;

/// <summary>A drop folder, and what a test may look at in it.</summary>
internal sealed class DropFolderOfTest : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public DropFolderOfTest() => Directory.CreateDirectory(Inbox);

    public string Root => folder.Path;

    public string Inbox => folder.File("inbox");

    public string Processing => folder.File("processing");

    public void Dispose() => folder.Dispose();

    /// <summary>Puts a file into the inbox as a careful program does: whole at once.</summary>
    public void Drop(string name, byte[] content)
    {
        File.WriteAllBytes(folder.File(name), content);
        File.Move(folder.File(name), Path.Combine(Inbox, name));
    }

    public Cli Watch(Uri address, string token, params IEnumerable<string> more) => Watch(address, token, 0.3, more);

    /// <param name="address">Of the server.</param>
    /// <param name="token">The bureau's.</param>
    /// <param name="settle">Seconds for which a file must stay the same.</param>
    /// <param name="more">Further arguments.</param>
    public Cli Watch(Uri address, string token, double settle, params IEnumerable<string> more) =>
        Cli.Start(address, token, ["watch", Root, "--settle", settle.ToString(CultureInfo.InvariantCulture), "--poll", "0.1", "--retry-for", "0", .. more]);

    /// <summary>Files of <c>done</c> or <c>failed</c>, without those that are still being written.</summary>
    public string[] Names(string result) => Directory.Exists(folder.File(result))
        ? [.. Directory.GetFiles(folder.File(result)).Select(Path.GetFileName).OfType<string>().Where(name => !name.StartsWith('.')).Order(StringComparer.Ordinal)] : [];

    /// <summary>The files themselves: what is neither acknowledgement nor marked workbook.</summary>
    public string[] Ended(string result) => [.. Names(result).Where(name => !name.EndsWith(".ack.json", StringComparison.Ordinal) && !name.EndsWith(".ack.csv", StringComparison.Ordinal) && !name.EndsWith(".marked.xlsx", StringComparison.Ordinal))];

    public JsonElement Ack(string result, string ended)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(PathOf(result, $"{Path.GetFileNameWithoutExtension(ended)}.ack.json")));
        return document.RootElement.Clone();
    }

    public string PathOf(string result, string name) => Path.Combine(folder.File(result), name);

    /// <summary>Waits until so many files have ended.</summary>
    public async Task<string[]> AwaitEndedAsync(string result, int count, Cli watcher, CancellationToken ct)
    {
        await UntilAsync(() => Ended(result).Length >= count, watcher, ct);
        return Ended(result);
    }

    /// <summary>Nothing is left over of what has ended: no claim, no lock, no half-written file.</summary>
    public Task AwaitTidyAsync(Cli watcher, CancellationToken ct) => UntilAsync(
        () => !Directory.EnumerateFileSystemEntries(Processing).Any() && new[] { "done", "failed" }.All(result => Directory.GetFiles(folder.File(result), ".*").Length == 0), watcher, ct);

    public static async Task UntilAsync(Func<bool> state, Cli watcher, CancellationToken ct)
    {
        while (!state())
        {
            Assert.False(watcher.HasExited, $"the watcher ended:\n{watcher.Output}\n{watcher.Errors}");
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, ct);
        }
    }
}
