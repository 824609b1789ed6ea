namespace CreditShare.CommandLine.Files;

/// <summary>How a file stands: two equal looks mean that nobody wrote in between.</summary>
/// <param name="Length">Bytes.</param>
/// <param name="WrittenAt">By the clock of the disk or share, which is compared with itself only.</param>
internal readonly record struct FileStamp(long Length, DateTime WrittenAt)
{
    /// <returns>Null if there is no such file.</returns>
    public static FileStamp? Of(string path)
    {
        var info = new FileInfo(path);
        return info.Exists ? new(info.Length, info.LastWriteTimeUtc) : null;
    }
}
