using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CreditShare.Domain.Profiles;

/// <summary>The stored form of a profile.</summary>
public static class ProfileJson
{
    private static readonly ProfileJsonContext Context = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    });

    public static byte[] Write(SubjectProfile profile) => JsonSerializer.SerializeToUtf8Bytes(profile, Context.SubjectProfile);

    /// <exception cref="JsonException">The bytes are not a profile's.</exception>
    public static SubjectProfile Read(ReadOnlySpan<byte> bytes) =>
        JsonSerializer.Deserialize(bytes, Context.SubjectProfile) ?? throw new JsonException("A profile cannot be null.");
}

[JsonSerializable(typeof(SubjectProfile))]
internal sealed partial class ProfileJsonContext : JsonSerializerContext;
