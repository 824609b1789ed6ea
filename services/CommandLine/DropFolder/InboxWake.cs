namespace CreditShare.CommandLine.DropFolder;

/// <summary>
/// Wakes the watcher when a file appears. No more than that: events get lost and do not cross a network share, so that looking again is what finds files.
/// </summary>
internal sealed class InboxWake : IDisposable
{
    private readonly SemaphoreSlim woken = new(0);
    private readonly FileSystemWatcher? watcher;

    public InboxWake(string inbox)
    {
        try
        {
            watcher = new FileSystemWatcher(inbox) { NotifyFilter = NotifyFilters.FileName };
            watcher.Created += (_, _) => Wake();
            watcher.Renamed += (_, _) => Wake();
            watcher.EnableRaisingEvents = true;
        }
        catch (Exception fault) when (fault is IOException or ArgumentException or PlatformNotSupportedException)
        {
            // No watches left on this machine, or a file system that has none.
        }
    }

    /// <summary>Ends when it is woken or the time is over; faults when cancelled.</summary>
    public Task WaitAsync(TimeSpan most, CancellationToken ct) => woken.WaitAsync(most, ct);

    private void Wake()
    {
        if (woken.CurrentCount == 0)
            woken.Release();
    }

    public void Dispose()
    {
        watcher?.Dispose();
        woken.Dispose();
    }
}
