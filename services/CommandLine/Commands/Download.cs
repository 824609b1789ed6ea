using System.CommandLine;
using CreditShare.CommandLine.Files;
using CreditShare.CommandLine.Server;

namespace CreditShare.CommandLine.Commands;

/// <summary>Brings a document of the server into a file, or onto standard output.</summary>
internal static class Download
{
    public static Option<FileInfo?> Target() => new("--output", "-o") { Description = "保存到此文件 / file to write; one that is there is replaced." };

    public static Option<string?> Format(params string[] formats)
    {
        var format = new Option<string?>("--format") { Description = $"格式 / form: {string.Join(", ", formats)}; else by the ending of -o." };
        format.AcceptOnlyFromAmong(formats);
        return format;
    }

    /// <summary>The form that a file's name asks for.</summary>
    public static string FormatOf(FileInfo? target, string otherwise) => target?.Extension.ToUpperInvariant() switch
    {
        ".XLSX" => "xlsx",
        ".CSV" => "csv",
        ".JSON" => "json",
        _ => otherwise,
    };

    public static Task ToFileAsync(IngestionClient client, string path, FileInfo target, CancellationToken ct) =>
        WholeFile.WriteAsync(target.FullName, file => client.DownloadAsync(path, file, ct), target.Name, ct);

    /// <summary>By way of a temporary file: what arrives on standard output is whole.</summary>
    public static async Task ToOutputAsync(IngestionClient client, string path, CancellationToken ct)
    {
        await using var kept = new FileStream(Path.GetTempFileName(), FileMode.Open, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        await client.DownloadAsync(path, kept, ct);
        kept.Position = 0;
        await using var output = Console.OpenStandardOutput();
        await kept.CopyToAsync(output, ct);
    }
}
