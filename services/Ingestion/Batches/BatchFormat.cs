using System.Text;
using CreditShare.Ingestion.Imports.Csv;
using Microsoft.Net.Http.Headers;

namespace CreditShare.Ingestion.Batches;

/// <summary>The forms in which a batch may come.</summary>
internal enum BatchFormat
{
    Json,
    Ndjson,
    Csv,
    Xlsx,
}

internal static class BatchFormats
{
    public const string Accepted = "application/json, application/x-ndjson (UTF-8), text/csv (charset utf-8, gb18030, gbk, gb2312), " + Workbook;

    /// <summary>The content type of a workbook.</summary>
    public const string Workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>The form that a content type names, and the encoding if it names one; null for any other.</summary>
    public static (BatchFormat Format, Encoding? Encoding)? Of(string? contentType)
    {
        if (!MediaTypeHeaderValue.TryParse(contentType, out var type))
            return null;
        BatchFormat? format = type.MediaType.Value?.ToUpperInvariant() switch
        {
            "APPLICATION/JSON" => BatchFormat.Json,
            "APPLICATION/X-NDJSON" or "APPLICATION/NDJSON" or "APPLICATION/JSONL" => BatchFormat.Ndjson,
            "TEXT/CSV" => BatchFormat.Csv,
            // What Windows calls everything that Excel opens; the reader tells what it really is.
            "APPLICATION/VND.OPENXMLFORMATS-OFFICEDOCUMENT.SPREADSHEETML.SHEET" or "APPLICATION/VND.MS-EXCEL.SHEET.MACROENABLED.12" or "APPLICATION/VND.MS-EXCEL" => BatchFormat.Xlsx,
            _ => null,
        };
        var encoding = EncodingOf(type.Charset.Value);
        // A stated encoding that would not be heeded is refused: JSON is UTF-8, and a table is read as what it says.
        if (type.Charset.HasValue && (encoding is null || (format != BatchFormat.Csv && encoding != Encoding.UTF8)))
            return null;
        return format is { } known ? (known, encoding) : null;
    }

    /// <summary>GBK and GB2312 are read as GB18030, which holds both.</summary>
    private static Encoding? EncodingOf(string? charset) => charset?.Trim('"').ToUpperInvariant() switch
    {
        "UTF-8" or "UTF8" => Encoding.UTF8,
        "GB18030" or "GBK" or "GB2312" => TextEncodings.Gb18030,
        _ => null,
    };
}
