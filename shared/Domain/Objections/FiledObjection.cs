using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CreditShare.Domain.Objections;

/// <summary>A subject's objection (异议) to one of its records: what the log's entry of it commits to (浙江省公共信用信息管理条例 arts. 30, 31).</summary>
/// <param name="Id">Id of its entry.</param>
/// <param name="Subject">Code of the subject that objects.</param>
/// <param name="Record">Text of the record's key.</param>
/// <param name="Version">Version of the record that is objected to.</param>
/// <param name="Item">The record's catalogue item and day: when the record may be kept no longer, this may not either.</param>
/// <param name="DecidedOn">The record's day of decision.</param>
/// <param name="Grounds">Why.</param>
/// <param name="Contact">How the organisation is reached; nothing of a person.</param>
public sealed record FiledObjection(string Id, string Subject, string Record, int Version, string? Item, DateOnly? DecidedOn, string Grounds, string Contact)
{
    /// <summary>City that sent the record, and settles the objection.</summary>
    [JsonIgnore]
    public string City => Record[..Record.IndexOf('/', StringComparison.Ordinal)];
}

/// <summary>The stored form of an objection.</summary>
public static class FiledObjectionJson
{
    private static readonly FiledObjectionJsonContext Context = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    public static byte[] Write(FiledObjection objection) => JsonSerializer.SerializeToUtf8Bytes(objection, Context.FiledObjection);

    /// <exception cref="JsonException">The bytes are not an objection's.</exception>
    public static FiledObjection Read(ReadOnlySpan<byte> bytes) =>
        JsonSerializer.Deserialize(bytes, Context.FiledObjection) ?? throw new JsonException("An objection cannot be null.");
}

[JsonSerializable(typeof(FiledObjection))]
internal sealed partial class FiledObjectionJsonContext : JsonSerializerContext;
