using CreditShare.Domain.Deciding;
using CreditShare.Domain.Profiles;
using CreditShare.ExchangeLog.Entries;
using CreditShare.Storage;

namespace CreditShare.Committee.Pages.Log;

/// <summary>What stands around an entry: the ones beside it in the log, its batch, the versions of its record.</summary>
internal sealed class EntrySurroundings(ILogStore log, IProfileStore profiles)
{
    /// <exception cref="StoreUnavailableException">The store cannot be read.</exception>
    public async Task<Surroundings> ReadAsync(StoredEntry stored, LogEntry? entry, CancellationToken ct) => new(
        stored.Index is > 0 ? await IdAsync(stored.Index.Value - 1, ct) : null,
        stored.Index is { } index && index + 1 < await log.SizeAsync(ct) ? await IdAsync(index + 1, ct) : null,
        entry is null ? null : await BatchStartAsync(entry, stored.Index, ct),
        entry is { Subject: { } subject, Record.Key: { } key } ? [.. (await profiles.HistoryAsync(subject, ct)).Where(version => version.Key.ToString() == key)] : []);

    private async Task<string?> IdAsync(long index, CancellationToken ct) =>
        await log.ReadEntriesAsync(index, index + 1, ct) is [var bytes] && EntryEncoding.TryDecode(bytes, out var entry) ? entry.Id : null;

    /// <summary>Where the decisions of the entry's batch begin in the log, as far as they can be told; null for an entry of no batch.</summary>
    private async Task<long?> BatchStartAsync(LogEntry entry, long? index, CancellationToken ct)
    {
        if (entry.Kind != EntryKind.RecordDecided || entry.Actor.City is not { } city || entry.Detail.GetValueOrDefault("batch") is not { } batch)
            return null;
        // A table's first record stands in its second line, below the titles.
        foreach (var line in (int[])[1, 2])
        {
            if (await log.FindEntryAsync(new DecisionEntryId(city, batch, 0, line).ToString(), ct) is { Index: { } first })
                return first;
        }
        return index;
    }
}

/// <param name="Before">Id of the entry before it; null if there is none.</param>
/// <param name="After">Id of the entry behind it; null if there is none yet.</param>
/// <param name="BatchStart">Index from which the decisions of its batch stand; null for an entry of no batch.</param>
/// <param name="Versions">Every version of its record, in the order of decision; empty for an entry about no record.</param>
internal sealed record Surroundings(string? Before, string? After, long? BatchStart, IReadOnlyList<PastVersion> Versions);
