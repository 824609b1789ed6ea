using System.Text.Json;

namespace CreditShare.Registry.Retention;

/// <summary>What an entry of an erasure commits to: the indexes of the entries whose content it deletes, as a JSON list of numbers.</summary>
internal static class ErasedContent
{
    public static byte[] Write(IReadOnlyCollection<long> indexes) => JsonSerializer.SerializeToUtf8Bytes(indexes);

    /// <returns>The indexes; none if the bytes are no such list.</returns>
    public static IReadOnlyList<long> Read(byte[] content)
    {
        try
        {
            return JsonSerializer.Deserialize<long[]>(content) ?? [];
        }
        catch (JsonException)
        {
            return [];
        }
    }
}
