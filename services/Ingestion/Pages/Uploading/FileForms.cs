using System.Text;
using CreditShare.Ingestion.Batches;

namespace CreditShare.Ingestion.Pages.Uploading;

/// <summary>What form a clerk's file has: by its name, for browsers guess types by what is installed; by the browser's guess where the name says nothing.</summary>
internal static class FileForms
{
    /// <returns>Null for a form that is not taken.</returns>
    public static (BatchFormat Format, Encoding? Encoding)? Of(UploadedFile file) => Path.GetExtension(file.Name).ToUpperInvariant() switch
    {
        // The reader tells what a workbook really is; that is told better than "not supported".
        ".XLSX" or ".XLSM" or ".XLS" or ".ET" => (BatchFormat.Xlsx, null),
        ".CSV" or ".TXT" or ".TSV" => (BatchFormat.Csv, null),
        ".NDJSON" or ".JSONL" => (BatchFormat.Ndjson, null),
        ".JSON" => (BatchFormat.Json, null),
        _ => BatchFormats.Of(file.ContentType),
    };
}
