namespace CreditShare.Fuzz;

/// <summary>What a file claims to be, by its extension.</summary>
internal enum FileKind
{
    Csv,
    Xlsx,
    Json,
    Ndjson,
}

internal static class FileKinds
{
    public static FileKind Of(string path) => Path.GetExtension(path) switch
    {
        ".csv" => FileKind.Csv,
        ".xlsx" => FileKind.Xlsx,
        ".json" => FileKind.Json,
        ".ndjson" => FileKind.Ndjson,
        var other => throw new ArgumentException($"{path}: no batch has files that end in '{other}'; .csv, .xlsx, .json and .ndjson are known."),
    };

    public static string Extension(FileKind kind) => kind switch
    {
        FileKind.Csv => ".csv",
        FileKind.Xlsx => ".xlsx",
        FileKind.Json => ".json",
        _ => ".ndjson",
    };
}
