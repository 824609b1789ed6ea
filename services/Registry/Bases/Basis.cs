using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using CreditShare.ExchangeLog.Entries;
using CreditShare.Storage.Seeds;

namespace CreditShare.Registry.Bases;

/// <summary>Something by which the registry decides and believes, as it is now.</summary>
/// <param name="Kind">Of the entry that says so.</param>
/// <param name="Content">JSON: of the seeds each file's SHA-256 by its path, of keys each city's, with their validity. The same bytes for the same thing.</param>
/// <param name="Count">Files, or keys.</param>
internal sealed record Basis(string Kind, byte[] Content, int Count)
{
    /// <summary>A key reads there as it does in the settings.</summary>
    private static readonly JsonSerializerOptions AsRead = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>SHA-256 of the content, in hexadecimal.</summary>
    public string Digest { get; } = Convert.ToHexStringLower(SHA256.HashData(Content));

    /// <summary>All of them.</summary>
    /// <param name="seeds">The seeds in use.</param>
    /// <param name="keys">The cities' public keys in use, as the settings have them.</param>
    public static IReadOnlyList<Basis> Of(SeedFolder seeds, IReadOnlyDictionary<string, string[]> keys) =>
    [
        .. Of(seeds),
        new(EntryKind.KeysChanged, Json(keys.ToDictionary(city => city.Key, city => city.Value.Order(StringComparer.Ordinal))), keys.Values.Sum(own => own.Length)),
    ];

    /// <summary>Those that are files.</summary>
    /// <param name="seeds">The seeds in use.</param>
    public static IReadOnlyList<Basis> Of(SeedFolder seeds) =>
    [
        Files(EntryKind.CatalogueChanged, seeds.Files.Where(file => !SeedFolder.IsOfMembers(file.Key)).ToDictionary()),
        Files(EntryKind.MembersChanged, seeds.Files.Where(file => SeedFolder.IsOfMembers(file.Key)).ToDictionary()),
    ];

    private static Basis Files(string kind, Dictionary<string, string> files) => new(kind, Json(files), files.Count);

    private static byte[] Json<T>(Dictionary<string, T> members) => JsonSerializer.SerializeToUtf8Bytes(new SortedDictionary<string, T>(members, StringComparer.Ordinal), AsRead);
}
