using System.Security.Cryptography;
using System.Text;

namespace CreditShare.CommandLine.Files;

/// <summary>A file to be pushed, as it was when its digest was taken.</summary>
/// <param name="Path">Where it lies.</param>
/// <param name="Name">As its owner knows it.</param>
/// <param name="ContentType">What the server is told that it is.</param>
/// <param name="Sha256">Lower-case hex.</param>
/// <param name="Stamp">Size and time, by which a change is seen.</param>
internal sealed record PushedFile(string Path, string Name, string ContentType, string Sha256, FileStamp Stamp)
{
    /// <summary>The same for the same content under the same name, read in the same way: a push that is typed twice is one batch.</summary>
    public string ContentKey => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Sha256}\n{Name}\n{ContentType}")));

    /// <exception cref="FileFault">It cannot be read.</exception>
    public static async Task<PushedFile> ReadAsync(string path, string name, string contentType, CancellationToken ct)
    {
        var stamp = FileStamp.Of(path) ?? throw new FileFault($"没有文件 {path}。", $"There is no file {path}.");
        await using var content = Open(path);
        try
        {
            return new(path, name, contentType, Convert.ToHexStringLower(await SHA256.HashDataAsync(content, ct)), stamp);
        }
        catch (IOException fault)
        {
            throw Unreadable(path, fault);
        }
    }

    /// <summary>For reading, in nobody's way.</summary>
    public static FileStream Open(string path)
    {
        try
        {
            return new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 16, FileOptions.Asynchronous | FileOptions.SequentialScan);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(path, fault);
        }
    }

    /// <summary>True if nobody has touched it since.</summary>
    public bool IsUnchanged() => FileStamp.Of(Path) == Stamp;

    public FileFault Changed() => new($"{Name} 在报送过程中被修改，请在写完后再送一次。", $"{Name} was changed while it was being sent; send it again once it is whole.", "file-changed");

    private static FileFault Unreadable(string path, Exception fault) => new($"无法读取 {path}：{fault.Message}", $"{path} cannot be read: {fault.Message}");
}
