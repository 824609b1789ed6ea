namespace CreditShare.Hosting.Secrets;

/// <summary>Files that hold a key: readable by their owner alone.</summary>
public static class SecretFile
{
    /// <summary>Writes a new file that only the owner can read; it is whole or not there, also after a crash. Fails if the file exists.</summary>
    public static void Write(string path, string text)
    {
        var unfinished = path + ".new";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var stream = new FileStream(unfinished, options))
        using (var writer = new StreamWriter(stream))
        {
            writer.WriteLine(text);
            writer.Flush();
            stream.Flush(flushToDisk: true);
        }
        File.Move(unfinished, path, overwrite: false);
    }
}
