using CreditShare.Domain.Profiles;
using CreditShare.ExchangeLog.Entries;
using CreditShare.Storage;

namespace CreditShare.Committee.Pages.Log;

/// <summary>What stands around an entry: the ones beside it in the log, the versions of its record.</summary>
internal sealed class EntrySurroundings(ILogStore log, IProfileStore profiles)
{
    /// <exception cref="StoreUnavailableException">The store cannot be read.</exception>
    public async Task<Surroundings> ReadAsync(StoredEntry stored, LogEntry? entry, CancellationToken ct) => new(
        stored.Index is > 0 ? await IdAsync(stored.Index.Value - 1, ct) : null,
        stored.Index is { } index && index + 1 < await log.SizeAsync(ct) ? await IdAsync(index + 1, ct) : null,
        entry is { Subject: { } subject, Record.Key: { } key } ? [.. (await profiles.HistoryAsync(subject, ct)).Where(version => version.Key.ToString() == key)] : []);

    private async Task<string?> IdAsync(long index, CancellationToken ct) =>
        await log.ReadEntriesAsync(index, index + 1, ct) is [var bytes] && EntryEncoding.TryDecode(bytes, out var entry) ? entry.Id : null;
}

/// <param name="Before">Id of the entry before it; null if there is none.</param>
/// <param name="After">Id of the entry behind it; null if there is none yet.</param>
/// <param name="Versions">Every version of its record, in the order of decision; empty for an entry about no record.</param>
internal sealed record Surroundings(string? Before, string? After, IReadOnlyList<PastVersion> Versions);
