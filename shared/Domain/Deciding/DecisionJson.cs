using System.Text.Json;
using System.Text.Json.Serialization;

namespace CreditShare.Domain.Deciding;

/// <summary>The one codec of decisions and reasons: on the bus, in the stores and in answers.</summary>
public static class DecisionJson
{
    private static readonly DecisionJsonContext Context = new(CanonicalJson.Options());

    public static byte[] Write(IReadOnlyList<Decision> decisions) =>
        JsonSerializer.SerializeToUtf8Bytes(decisions, Context.IReadOnlyListDecision);

    public static byte[] WriteReasons(IReadOnlyList<Reason> reasons) =>
        JsonSerializer.SerializeToUtf8Bytes(reasons, Context.IReadOnlyListReason);

    /// <exception cref="JsonException">The bytes were not written by <see cref="Write"/>.</exception>
    public static IReadOnlyList<Decision> Read(ReadOnlySpan<byte> bytes) =>
        JsonSerializer.Deserialize(bytes, Context.IReadOnlyListDecision) ?? [];

    /// <exception cref="JsonException">The bytes were not written by <see cref="WriteReasons"/>.</exception>
    public static IReadOnlyList<Reason> ReadReasons(ReadOnlySpan<byte> bytes) =>
        JsonSerializer.Deserialize(bytes, Context.IReadOnlyListReason) ?? [];
}

[JsonSerializable(typeof(IReadOnlyList<Decision>))]
[JsonSerializable(typeof(IReadOnlyList<Reason>))]
internal sealed partial class DecisionJsonContext : JsonSerializerContext;
