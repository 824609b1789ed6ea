using CreditShare.CommandLine.Files;

namespace CreditShare.CommandLine.DropFolder;

/// <summary>
/// Tells which files are whole: those whose size and time stayed the same, from look to look, for long enough. Measured by our own clock: that of a share may go wrong.
/// An empty file must stay so ten times as long, since a slow writer begins with one.
/// </summary>
internal sealed class Settling(TimeSpan settle, TimeProvider time)
{
    private const int EmptyTimes = 10;

    private Dictionary<string, (FileStamp Stamp, long Since)> seen = new(StringComparer.Ordinal);

    /// <summary>Names of those that were not whole at the last look.</summary>
    public IReadOnlyCollection<string> Unsettled { get; private set; } = [];

    /// <param name="files">All that may be taken, as they stand now.</param>
    /// <returns>Those that are whole, in the same order.</returns>
    public IReadOnlyList<FileInfo> Look(IEnumerable<FileInfo> files)
    {
        var now = time.GetTimestamp();
        var (next, whole) = (new Dictionary<string, (FileStamp, long)>(StringComparer.Ordinal), new List<FileInfo>());
        foreach (var file in files)
        {
            if (FileStamp.Of(file.FullName) is not { } stamp)
                continue;
            var since = seen.TryGetValue(file.Name, out var before) && before.Stamp == stamp ? before.Since : now;
            next[file.Name] = (stamp, since);
            if (time.GetElapsedTime(since, now) >= (stamp.Length == 0 ? settle * EmptyTimes : settle) && NobodyWrites(file))
                whole.Add(file);
        }
        seen = next;
        Unsettled = [.. next.Keys.Except(whole.Select(file => file.Name), StringComparer.Ordinal)];
        return whole;
    }

    /// <summary>Where the system tells (Windows, and writers that lock): nobody has it open for writing.</summary>
    private static bool NobodyWrites(FileInfo file)
    {
        try
        {
            using var trial = new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
            return true;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
