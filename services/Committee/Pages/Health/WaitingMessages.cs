using CreditShare.Committee.Pages.Log;
using CreditShare.ExchangeLog.Entries;
using CreditShare.Storage;

namespace CreditShare.Committee.Pages.Health;

/// <summary>Messages that were set aside and, by the log, neither sent again nor discarded since.</summary>
/// <param name="Entries">Of their setting aside, newest first, one a message.</param>
/// <param name="AreAll">Whether there can be no older ones: only the latest were looked at.</param>
internal sealed record WaitingMessages(IReadOnlyList<EntryRow> Entries, bool AreAll)
{
    /// <summary>As many of the latest entries of each kind are looked at.</summary>
    private const int Latest = 200;

    /// <exception cref="StoreUnavailableException">The store cannot be read.</exception>
    public static async Task<WaitingMessages> FindAsync(ILogStore log, CancellationToken ct)
    {
        var settled = (await LatestAsync(log, EntryKind.MessageRedriven, ct)).Concat(await LatestAsync(log, EntryKind.MessageDiscarded, ct))
            .GroupBy(row => Message(row)!, row => row.Index).ToDictionary(message => message.Key, message => message.Max());
        var setAside = await LatestAsync(log, EntryKind.MessageSetAside, ct);
        return new([.. setAside.DistinctBy(Message).Where(row => settled.GetValueOrDefault(Message(row)!, -1) < row.Index)], setAside.Count < Latest);
    }

    private static async Task<IReadOnlyList<EntryRow>> LatestAsync(ILogStore log, string kind, CancellationToken ct) =>
        [.. (await log.FindEntriesAsync(new() { Kind = kind, NewestFirst = true, Limit = Latest }, ct)).Select(EntryRow.Of).Where(row => Message(row) is not null)];

    private static string? Message(EntryRow row) => row.Entry?.Detail.GetValueOrDefault("message");
}
