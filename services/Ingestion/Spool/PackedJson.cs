using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace CreditShare.Ingestion.Spool;

/// <summary>JSON in the spool that is read seldom: compressed, for a table's rows repeat themselves.</summary>
internal static class PackedJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Write<T>(T value)
    {
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Fastest))
            JsonSerializer.Serialize(brotli, value, Options);
        return packed.ToArray();
    }

    public static T Read<T>(byte[] packed)
    {
        using var brotli = new BrotliStream(new MemoryStream(packed), CompressionMode.Decompress);
        return JsonSerializer.Deserialize<T>(brotli, Options) ?? throw new InvalidDataException("The spool holds null where a value was written.");
    }
}
