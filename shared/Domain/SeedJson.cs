using System.Text.Json;
using System.Text.Json.Serialization;
using CreditShare.Domain.Calendar;
using CreditShare.Domain.Catalogue;
using CreditShare.Domain.Entitlements;
using CreditShare.Domain.Law;
using CreditShare.Domain.Lifecycle;
using CreditShare.Domain.Measures;
using CreditShare.Domain.Members;

namespace CreditShare.Domain;

/// <summary>Reads the files under <c>seeds/</c>. Strict: an unknown or missing member is a fault, named with its place.</summary>
public static class SeedJson
{
    private static readonly SeedJsonContext Context = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    });

    /// <param name="path">Of the file.</param>
    /// <param name="read">Reads it.</param>
    /// <exception cref="SeedFormatException">It cannot be read.</exception>
    public static byte[] Bytes(string path, Func<string, byte[]> read)
    {
        try
        {
            return read(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new SeedFormatException([$"{path} cannot be read: {fault.Message}"]);
        }
    }

    /// <param name="json">The file's text.</param>
    /// <param name="source">The file's name, for the fault.</param>
    /// <exception cref="SeedFormatException">The text is not of that form.</exception>
    public static T Read<T>(ReadOnlySpan<byte> json, string source)
    {
        try
        {
            return (T?)JsonSerializer.Deserialize(json, typeof(T), Context)
                ?? throw new SeedFormatException([$"{source}: is null."]);
        }
        catch (JsonException fault)
        {
            throw new SeedFormatException([$"{source}: {fault.Message}"]);
        }
    }
}

[JsonSerializable(typeof(CatalogueEdition))]
[JsonSerializable(typeof(MeasureEdition))]
[JsonSerializable(typeof(PublicityEdition))]
[JsonSerializable(typeof(LawRegisterFile))]
[JsonSerializable(typeof(EntitlementFile))]
[JsonSerializable(typeof(HolidayYear))]
[JsonSerializable(typeof(IReadOnlyList<City>))]
[JsonSerializable(typeof(IReadOnlyList<Agency>))]
[JsonSerializable(typeof(IReadOnlyList<Purpose>))]
internal sealed partial class SeedJsonContext : JsonSerializerContext;
