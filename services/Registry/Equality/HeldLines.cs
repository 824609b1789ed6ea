using System.Runtime.CompilerServices;
using System.Text.Json;
using CreditShare.Domain.Equality;
using CreditShare.Domain.Profiles;
using CreditShare.Storage;

namespace CreditShare.Registry.Equality;

/// <summary>
/// A city's records as the registry holds them: read out of the profiles, of which every answer is made. All profiles are gone through, page after page, for a record that
/// nobody sent need not stand anywhere else.
/// </summary>
internal sealed class HeldLines(IStoreContents contents, IRecordStore records)
{
    /// <summary>A profile may have megabytes.</summary>
    private const int PageSize = 100;

    /// <exception cref="StoreUnavailableException">The store cannot be read.</exception>
    public async IAsyncEnumerable<HoldingLine> ReadAsync(string city, [EnumeratorCancellation] CancellationToken ct)
    {
        // Contents are read as they lie there; what a crash left half written is finished first.
        await records.LoadAsync([], [], [], ct);
        string? after = null;
        while (await contents.ProfilesAsync(after, PageSize, ct) is { Count: > 0 } page)
        {
            foreach (var line in page.SelectMany(kept => Records(kept)).Where(held => held.City == city).Select(HoldingLine.Of).OfType<HoldingLine>())
                yield return line;
            after = page[^1].Code;
        }
    }

    /// <summary>What cannot be read is not held: no answer can show it either.</summary>
    private static IReadOnlyList<HeldRecord> Records(KeptProfile kept)
    {
        try
        {
            return ProfileJson.Read(kept.Body).Records;
        }
        catch (JsonException)
        {
            return [];
        }
    }
}
