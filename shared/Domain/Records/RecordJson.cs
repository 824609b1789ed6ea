using System.Text.Json;
using System.Text.Json.Serialization;

namespace CreditShare.Domain.Records;

/// <summary>
/// The one codec of a record. Its bytes are canonical: UTF-8, members in the order of their declaration, nothing absent written, no blanks,
/// Chinese as it is (rare characters beyond the basic plane as \u pairs), amounts without trailing zeros. The same record always gives the same bytes, and these are signed, sent, stored and hashed.
/// </summary>
public static class RecordJson
{
    private static readonly RecordJsonContext Context = new(CanonicalJson.Options());

    public static byte[] Write(CreditRecord record) => JsonSerializer.SerializeToUtf8Bytes(record, Context.CreditRecord);

    /// <exception cref="JsonException">The bytes are not a record's canonical form: they were not written by <see cref="Write"/>.</exception>
    public static CreditRecord Read(ReadOnlySpan<byte> bytes) =>
        JsonSerializer.Deserialize(bytes, Context.CreditRecord) ?? throw new JsonException("A record cannot be null.");
}

[JsonSerializable(typeof(CreditRecord))]
internal sealed partial class RecordJsonContext : JsonSerializerContext;
