using System.Text;

namespace CreditShare.CommandLine.DropFolder;

/// <summary>The four folders, on one file system: a file goes from one to the next by renaming, which happens whole or not at all.</summary>
internal sealed class DropFolders
{
    /// <summary>Bytes of a file's name that are kept, so that what is added to it stays below the 255 of most file systems.</summary>
    private const int LongestName = 160;

    public DropFolders(string root)
    {
        string Made(string name) => Directory.CreateDirectory(Path.Combine(root, name)).FullName;
        (Inbox, Processing, Done, Failed) = (Made("inbox"), Made("processing"), Made("done"), Made("failed"));
    }

    public string Inbox { get; }

    public string Processing { get; }

    public string Done { get; }

    public string Failed { get; }

    /// <summary>What a program that writes a file gives it for a name until it is whole, and what editors leave beside one that is open.</summary>
    public static bool IsLeftAlone(string name) =>
        name.StartsWith('.') || name.StartsWith("~$", StringComparison.Ordinal) || Path.GetExtension(name).ToUpperInvariant() is ".TMP" or ".PART" or ".CRDOWNLOAD" or ".FILEPART";

    /// <summary>Files in the inbox that may be taken, the oldest first. A link is none: what it leads to was not put there.</summary>
    public IEnumerable<FileInfo> Candidates() => new DirectoryInfo(Inbox).EnumerateFiles()
        .Where(file => !IsLeftAlone(file.Name) && (file.Attributes & FileAttributes.ReparsePoint) == 0)
        .OrderBy(file => file.LastWriteTimeUtc).ThenBy(file => file.Name, StringComparer.Ordinal);

    /// <summary>The name, cut before its ending where it is too long to be added to.</summary>
    public static string Shortened(string name)
    {
        if (Encoding.UTF8.GetByteCount(name) <= LongestName)
            return name;
        var (ending, kept, bytes) = (Path.GetExtension(name), new StringBuilder(), 0);
        if (Encoding.UTF8.GetByteCount(ending) > 20)
            ending = "";
        foreach (var rune in Path.GetFileNameWithoutExtension(name).EnumerateRunes())
        {
            if ((bytes += rune.Utf8SequenceLength) > LongestName - 23)
                break;
            kept.Append(rune.ToString());
        }
        return $"{kept}…{ending}";
    }
}
