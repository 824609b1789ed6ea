using System.Text.Json;
using System.Text.Json.Serialization;
using CreditShare.ExchangeLog.Entries;

namespace CreditShare.Storage;

/// <summary>
/// What the entry of a lookup of many commits to and what is kept beside it: whom the list named, and by what each answer is found again. Not the answers: they follow from code, revision and editions,
/// and end with the records that they were made of.
/// </summary>
/// <param name="Items">One for each code that was answered, in the order of the list.</param>
public sealed record BatchLookupContent(IReadOnlyList<BatchLookupItem> Items)
{
    public static byte[] Write(BatchLookupContent content) => JsonSerializer.SerializeToUtf8Bytes(content, BatchLookupContentContext.Default.BatchLookupContent);

    /// <exception cref="JsonException">The bytes are not of this form.</exception>
    public static BatchLookupContent Read(ReadOnlySpan<byte> bytes) =>
        JsonSerializer.Deserialize(bytes, BatchLookupContentContext.Default.BatchLookupContent) ?? throw new JsonException("The content of a lookup of many cannot be null.");
}

/// <param name="Code">The subject's.</param>
/// <param name="Revision">Of its profile, that was answered from.</param>
/// <param name="Result">found or none-found.</param>
/// <param name="Records">The records in the answer, by key and version.</param>
/// <param name="Answer">Base64 of the leaf of the answer's bytes, by <see cref="ListCommitment.Leaf(Blind, ReadOnlySpan{byte})"/> with the salt of <see cref="ListSalts.OfAnswer"/>.</param>
public sealed record BatchLookupItem(string Code, long Revision, string Result, IReadOnlyList<EntryRecord> Records, string Answer)
{
    [JsonIgnore]
    public bool IsFound => Result == "found";
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(BatchLookupContent))]
internal sealed partial class BatchLookupContentContext : JsonSerializerContext;
