using System.Text.Json;
using CreditShare.ExchangeLog.Entries;

namespace CreditShare.Storage;

/// <summary>What an entry of an erasure commits to: the indexes of the entries whose content it deletes, as a JSON list of numbers.</summary>
public static class ErasedContent
{
    private const int PageSize = 500;

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

    /// <summary>Whether an erasure that has its place in the log names the entry: content that is missing without one was not deleted by law. Reads the erasures behind the entry.</summary>
    /// <exception cref="StoreUnavailableException">The store cannot be read.</exception>
    public static async Task<bool> IsNamedAsync(ILogStore log, long index, CancellationToken ct)
    {
        var filter = new EntryFilter { Kind = EntryKind.ContentErased, After = index, Limit = PageSize };
        while (await log.FindEntriesAsync(filter, ct) is { Count: > 0 } page)
        {
            foreach (var erasure in page)
            {
                if (await log.ReadStoredAsync(erasure.Index, erasure.Index + 1, ct) is [{ Stored: { Content: { } content, CommitKey: { } key, Bytes: var bytes } }]
                    && EntryEncoding.TryDecode(bytes, out var entry) && entry.Kind == EntryKind.ContentErased && entry.Commit is { } commit && commit.Matches(key, content)
                    && Read(content).Contains(index))
                    return true;
            }
            filter = filter with { After = page[^1].Index };
        }
        return false;
    }
}
