using System.Text.Json;
using System.Text.Json.Serialization;
using CreditShare.Domain.Records;

namespace CreditShare.Domain.Profiles;

/// <summary>The stored form of a profile.</summary>
public static class ProfileJson
{
    private static readonly ProfileJsonContext Context = new(CanonicalJson.Options());

    public static byte[] Write(SubjectProfile profile) => JsonSerializer.SerializeToUtf8Bytes(profile, Context.SubjectProfile);

    /// <summary>Bytes of the stored form.</summary>
    public static int Size(SubjectProfile profile) => Write(profile).Length;

    /// <summary>Bytes that a record takes in the stored form of a profile, less what the registry notes beside it.</summary>
    public static int Size(CreditRecord record) => JsonSerializer.SerializeToUtf8Bytes(record, Context.CreditRecord).Length;

    /// <exception cref="JsonException">The bytes are not a profile's.</exception>
    public static SubjectProfile Read(ReadOnlySpan<byte> bytes) =>
        JsonSerializer.Deserialize(bytes, Context.SubjectProfile) ?? throw new JsonException("A profile cannot be null.");
}

[JsonSerializable(typeof(SubjectProfile))]
internal sealed partial class ProfileJsonContext : JsonSerializerContext;
