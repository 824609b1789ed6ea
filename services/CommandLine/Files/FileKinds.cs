namespace CreditShare.CommandLine.Files;

/// <summary>What a file is by its name's ending: the server is told, and does not guess.</summary>
internal static class FileKinds
{
    public const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>What a CSV may be said to be written in.</summary>
    public static readonly string[] Encodings = ["utf-8", "gb18030", "gbk", "gb2312"];

    /// <param name="name">Of the file.</param>
    /// <param name="encoding">One of <see cref="Encodings"/>, for CSV; null lets the server find out.</param>
    /// <exception cref="FileFault">The ending is none that is taken.</exception>
    public static string ContentTypeOf(string name, string? encoding) => Path.GetExtension(name).ToUpperInvariant() switch
    {
        ".XLSX" => Xlsx,
        ".CSV" => encoding is null ? "text/csv" : $"text/csv; charset={encoding}",
        ".NDJSON" or ".JSONL" => "application/x-ndjson",
        ".JSON" => "application/json",
        ".XLS" or ".XLSM" or ".XLSB" or ".ET" or ".ODS" => throw new FileFault(
            $"{name}：不支持 {Path.GetExtension(name)}，请在表格软件中另存为 .xlsx。", $"{name}: {Path.GetExtension(name)} is not taken; save it as .xlsx.", FileFault.UnknownKind),
        var other => throw new FileFault(
            $"{name}：不认识扩展名“{other.ToLowerInvariant()}”，可用：.xlsx、.csv、.ndjson（.jsonl）、.json。", $"{name}: the ending '{other.ToLowerInvariant()}' is unknown; .xlsx, .csv, .ndjson (.jsonl) and .json are taken.", FileFault.UnknownKind),
    };
}
