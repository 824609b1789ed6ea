using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CreditShare.Domain.Cases;

/// <summary>The stored form of a case.</summary>
public static class CaseJson
{
    private static readonly CaseJsonContext Context = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    public static byte[] Write(MeasureCase held) => JsonSerializer.SerializeToUtf8Bytes(held, Context.MeasureCase);

    /// <exception cref="JsonException">The bytes are not a case's.</exception>
    public static MeasureCase Read(ReadOnlySpan<byte> bytes) =>
        JsonSerializer.Deserialize(bytes, Context.MeasureCase) ?? throw new JsonException("A case cannot be null.");

    public static byte[] WriteOpened(OpenedCases opened) => JsonSerializer.SerializeToUtf8Bytes(opened, Context.OpenedCases);

    /// <exception cref="JsonException">The bytes are not those of opened cases.</exception>
    public static OpenedCases ReadOpened(ReadOnlySpan<byte> bytes) =>
        JsonSerializer.Deserialize(bytes, Context.OpenedCases) ?? throw new JsonException("Opened cases cannot be null.");
}

[JsonSerializable(typeof(MeasureCase))]
[JsonSerializable(typeof(OpenedCases))]
internal sealed partial class CaseJsonContext : JsonSerializerContext;
