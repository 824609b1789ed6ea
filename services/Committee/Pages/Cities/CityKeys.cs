using System.Security.Cryptography;
using System.Text.Json;
using CreditShare.ExchangeLog.Entries;
using CreditShare.Storage;

namespace CreditShare.Committee.Pages.Cities;

/// <summary>The public keys by which a registry believes a city, as it said last in the log.</summary>
internal sealed class CityKeys(ILogStore log)
{
    /// <param name="city">Code.</param>
    /// <param name="ct">Ends when the reader has gone.</param>
    /// <returns>Null if no registry has said yet, or if what is kept is not what the entry says.</returns>
    /// <exception cref="StoreUnavailableException">The store cannot be read.</exception>
    public async Task<SaidKeys?> ReadAsync(string city, CancellationToken ct)
    {
        var last = await log.FindEntriesAsync(new() { Kind = EntryKind.KeysChanged, NewestFirst = true, Limit = 1 }, ct);
        if (last is not [var found] || !EntryEncoding.TryDecode(found.Bytes, out var entry) || await log.FindEntryAsync(entry.Id, ct) is not { Content: { } content }
            || Convert.ToHexStringLower(SHA256.HashData(content)) != entry.Detail.GetValueOrDefault("digest"))
            return null;
        var keys = JsonSerializer.Deserialize<Dictionary<string, string[]>>(content)!.GetValueOrDefault(city, []);
        return new(entry.Id, entry.At, [.. keys.Select(SaidKey.Of)]);
    }
}

/// <param name="LogEntry">Id of the entry that says so.</param>
/// <param name="At">Since when, UTC.</param>
/// <param name="Keys">The city's.</param>
public sealed record SaidKeys(string LogEntry, DateTimeOffset At, IReadOnlyList<SaidKey> Keys);

/// <param name="Key">Ed25519, base64.</param>
/// <param name="From">First instant at which it counts, as it was written; empty for no beginning.</param>
/// <param name="Until">Instant from which it counts no more; empty for no end.</param>
public sealed record SaidKey(string Key, string From, string Until)
{
    /// <summary>As the registry's settings write one: BASE64, or BASE64 FROM/UNTIL.</summary>
    internal static SaidKey Of(string text)
    {
        var (key, span) = text.Split(' ', 2) is [var first, var rest] ? (first, rest.Trim().Split('/')) : (text, ["", ""]);
        return new(key, span[0], span[^1]);
    }
}
