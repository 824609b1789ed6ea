using System.Text.Json;
using System.Text.Json.Serialization;

namespace CreditShare.Domain.Statistics;

/// <summary>The stored form of a sheet's counts.</summary>
public static class TallyJson
{
    private static readonly TallyJsonContext Context = new(new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, IgnoreReadOnlyProperties = true });

    public static byte[] Write(Tally tally) => tally switch
    {
        CityTally city => JsonSerializer.SerializeToUtf8Bytes(city, Context.CityTally),
        ObjectionTally objections => JsonSerializer.SerializeToUtf8Bytes(objections, Context.ObjectionTally),
        AgencyTally agency => JsonSerializer.SerializeToUtf8Bytes(agency, Context.AgencyTally),
        _ => throw new ArgumentException($"{tally.GetType()} has no stored form.", nameof(tally)),
    };

    /// <exception cref="JsonException">The bytes are not such a sheet's.</exception>
    public static Tally Read(SheetKind kind, ReadOnlySpan<byte> bytes) => kind switch
    {
        SheetKind.CityMonth => JsonSerializer.Deserialize(bytes, Context.CityTally),
        SheetKind.CityObjections => JsonSerializer.Deserialize(bytes, Context.ObjectionTally),
        _ => (Tally?)JsonSerializer.Deserialize(bytes, Context.AgencyTally),
    } ?? throw new JsonException("Counts cannot be null.");
}

[JsonSerializable(typeof(CityTally))]
[JsonSerializable(typeof(ObjectionTally))]
[JsonSerializable(typeof(AgencyTally))]
internal sealed partial class TallyJsonContext : JsonSerializerContext;
