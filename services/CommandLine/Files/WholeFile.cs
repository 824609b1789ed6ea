using System.Security.Cryptography;

namespace CreditShare.CommandLine.Files;

/// <summary>Files that are there whole or not at all.</summary>
internal static class WholeFile
{
    /// <summary>Written beside its place, brought to the disk, renamed into it; one that was there is replaced.</summary>
    /// <param name="path">Where it shall be.</param>
    /// <param name="write">Writes it; can seek.</param>
    /// <param name="prefix">Of the name it has until then, so that a leftover of a killed process can be told.</param>
    /// <param name="ct">Cancels; nothing is left then.</param>
    /// <exception cref="FileFault">It cannot be written.</exception>
    public static async Task WriteAsync(string path, Func<FileStream, Task> write, string prefix, CancellationToken ct)
    {
        var unfinished = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, $".{prefix}.{RandomNumberGenerator.GetHexString(8, lowercase: true)}.tmp");
        var created = Create(unfinished, path);
        try
        {
            await using (var file = created)
            {
                await write(file);
                await file.FlushAsync(ct);
                file.Flush(flushToDisk: true);
            }
            ct.ThrowIfCancellationRequested();
            File.Move(unfinished, path, overwrite: true);
        }
        catch
        {
            File.Delete(unfinished);
            throw;
        }
    }

    private static FileStream Create(string unfinished, string path)
    {
        try
        {
            return new(unfinished, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.Asynchronous);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new FileFault($"无法写入 {path}：{fault.Message}", $"{path} cannot be written: {fault.Message}");
        }
    }
}
