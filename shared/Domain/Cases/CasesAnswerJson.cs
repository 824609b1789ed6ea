using System.Text.Json;
using System.Text.Json.Serialization;

namespace CreditShare.Domain.Cases;

/// <summary>The one codec of answers about cases: the bytes that leave are the bytes that the log commits to.</summary>
public static class CasesAnswerJson
{
    private static readonly CasesAnswerJsonContext Context = new(CanonicalJson.Options());

    public static byte[] Write(CasesAnswer answer) => JsonSerializer.SerializeToUtf8Bytes(answer, Context.CasesAnswer);

    /// <exception cref="JsonException">The bytes are no such answer's.</exception>
    public static CasesAnswer Read(ReadOnlySpan<byte> bytes) =>
        JsonSerializer.Deserialize(bytes, Context.CasesAnswer) ?? throw new JsonException("An answer cannot be null.");
}

[JsonSerializable(typeof(CasesAnswer))]
internal sealed partial class CasesAnswerJsonContext : JsonSerializerContext;
