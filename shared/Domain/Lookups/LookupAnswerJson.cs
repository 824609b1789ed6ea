using System.Text.Json;
using System.Text.Json.Serialization;

namespace CreditShare.Domain.Lookups;

/// <summary>The one codec of answers: the bytes that leave are the bytes that the log commits to, and can be made again.</summary>
public static class LookupAnswerJson
{
    private static readonly LookupAnswerJsonContext Context = new(CanonicalJson.Options());

    public static byte[] Write(LookupAnswer answer) => JsonSerializer.SerializeToUtf8Bytes(answer, Context.LookupAnswer);

    /// <exception cref="JsonException">The bytes are no answer's.</exception>
    public static LookupAnswer Read(ReadOnlySpan<byte> bytes) =>
        JsonSerializer.Deserialize(bytes, Context.LookupAnswer) ?? throw new JsonException("An answer cannot be null.");
}

[JsonSerializable(typeof(LookupAnswer))]
internal sealed partial class LookupAnswerJsonContext : JsonSerializerContext;
