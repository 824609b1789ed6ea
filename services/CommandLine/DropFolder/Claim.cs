using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace CreditShare.CommandLine.DropFolder;

/// <summary>
/// A file that this process works on: <c>processing/CLAIM__NAME</c>. The claim, made up when the file was taken, is also the idempotency key of its push: whoever goes on with
/// the file, after whatever death, pushes no second batch. Who works on it holds <c>processing/.CLAIM.lock</c>; the system lets go of it when the holder dies.
/// </summary>
internal sealed partial class Claim : IDisposable
{
    private readonly FileStream hold;

    private Claim(string id, string name, string path, FileStream hold) => (Id, Name, Path, this.hold) = (id, name, path, hold);

    /// <summary>32 hex digits.</summary>
    public string Id { get; }

    /// <summary>Of the file, as it was put into the inbox.</summary>
    public string Name { get; }

    public string Path { get; }

    /// <summary>Name without ending, under which the file and what belongs to it end: the same name may come again.</summary>
    public string Base => $"{System.IO.Path.GetFileNameWithoutExtension(Name)}.{Id[..8]}";

    /// <summary>Takes a file out of the inbox.</summary>
    /// <returns>Null if another process has it.</returns>
    /// <exception cref="IOException">It cannot be moved.</exception>
    public static Claim? TryTake(DropFolders folders, FileInfo file)
    {
        var claimed = System.IO.Path.Combine(folders.Processing, $"{RandomNumberGenerator.GetHexString(32, lowercase: true)}__{DropFolders.Shortened(file.Name)}");
        try
        {
            // Not File.Move: between two file systems that would copy, and two processes could both succeed.
            Directory.Move(file.FullName, claimed);
        }
        catch (IOException) when (!File.Exists(file.FullName))
        {
            return null;
        }
        // From here a crash leaves a claim that nobody holds, and that the next look finds. Another process may be quicker: then it is its.
        return TryHold(claimed);
    }

    /// <summary>Goes on with what a process left behind that is no more.</summary>
    /// <returns>Null if it is at work, or has just finished.</returns>
    public static Claim? TryHold(string claimed)
    {
        var parts = Form().Match(System.IO.Path.GetFileName(claimed));
        if (!parts.Success)
            return null;
        var id = parts.Groups["id"].Value;
        FileStream hold;
        try
        {
            hold = new FileStream(LockOf(claimed, id), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
        var claim = new Claim(id, parts.Groups["name"].Value, claimed, hold);
        if (File.Exists(claimed))
            return claim;
        claim.Dispose();
        return null;
    }

    /// <summary>Claimed files, whoever holds them.</summary>
    public static IEnumerable<string> All(DropFolders folders) =>
        Directory.EnumerateFiles(folders.Processing).Where(file => Form().IsMatch(System.IO.Path.GetFileName(file))).Order(StringComparer.Ordinal);

    public static string IdOf(string claimed) => System.IO.Path.GetFileName(claimed)[..32];

    /// <summary>Removes locks of files that have gone: left by a process that died after its last step.</summary>
    public static void SweepLocks(DropFolders folders)
    {
        // Locks before claims: a lock is made after its claim, so that one whose claim is not seen has lost it.
        var locks = Directory.EnumerateFiles(folders.Processing, ".*.lock").ToList();
        var held = All(folders).Select(IdOf).ToHashSet(StringComparer.Ordinal);
        foreach (var file in locks)
        {
            if (LockForm().Match(System.IO.Path.GetFileName(file)) is { Success: true } parts && !held.Contains(parts.Groups["id"].Value))
                Sweep(file, parts.Groups["id"].Value);
        }
    }

    /// <summary>Removes a lock that nobody holds and whose claim has gone: looked for under the lock, since what was listed before may be old.</summary>
    internal static void Sweep(string file, string id)
    {
        try
        {
            using var hold = new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            if (Directory.EnumerateFiles(System.IO.Path.GetDirectoryName(file)!, $"{id}__*").Any())
                return;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return;
        }
        // Let go first, for Windows deletes no open file. A claim that has gone never comes back: nobody can hold this lock for one.
        TryDelete(file);
    }

    /// <summary>Lets go. The lock stays while the file does: a lock that vanished under a second holder would be two locks.</summary>
    public void Dispose()
    {
        hold.Dispose();
        if (!File.Exists(Path))
            TryDelete(LockOf(Path, Id));
    }

    private static string LockOf(string claimed, string id) => System.IO.Path.Combine(System.IO.Path.GetDirectoryName(claimed)!, $".{id}.lock");

    private static void TryDelete(string file)
    {
        try
        {
            File.Delete(file);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // Somebody looks at it; it is swept later.
        }
    }

    [GeneratedRegex("^(?<id>[0-9a-f]{32})__(?<name>.+)$", RegexOptions.ExplicitCapture | RegexOptions.Singleline)]
    private static partial Regex Form();

    [GeneratedRegex(@"^\.(?<id>[0-9a-f]{32})\.lock$", RegexOptions.ExplicitCapture)]
    private static partial Regex LockForm();
}
