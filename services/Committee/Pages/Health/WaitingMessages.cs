using CreditShare.Committee.Pages.Log;
using CreditShare.ExchangeLog.Entries;
using CreditShare.Storage;

namespace CreditShare.Committee.Pages.Health;

/// <summary>Messages that were set aside and, by the log, neither sent again nor discarded since: the latest entry about each is that it was set aside.</summary>
/// <param name="Entries">Of their setting aside, newest first, one a message. There may be fewer than asked for, or none, with more on the next page.</param>
/// <param name="Next">Cursor of the next page; null on the last one.</param>
internal sealed record WaitingMessages(IReadOnlyList<EntryRow> Entries, long? Next)
{
    /// <summary>Entries of a kind that are read at once.</summary>
    private const int Step = 200;

    /// <summary>So many steps are looked through for one page, lest it take long where nearly all was dealt with. What was said of messages since is read besides, from the page on to the log's end.</summary>
    private const int MostSteps = 10;

    private static readonly IReadOnlyList<string> Kinds = [EntryKind.MessageSetAside, EntryKind.MessageRedriven, EntryKind.MessageDiscarded];

    /// <param name="log">The log.</param>
    /// <param name="after">Cursor, as the page before it named it; null for the newest.</param>
    /// <param name="most">Messages of the page.</param>
    /// <param name="ct">Ends when the reader has gone.</param>
    /// <exception cref="StoreUnavailableException">The store cannot be read.</exception>
    public static async Task<WaitingMessages> FindAsync(ILogStore log, long? after, int most, CancellationToken ct)
    {
        var waiting = new List<EntryRow>();
        var latest = new Dictionary<string, long>(StringComparer.Ordinal);
        long? readFrom = null;
        for (var step = 0; step < MostSteps; step++)
        {
            var setAside = await log.FindEntriesAsync(new() { Kind = EntryKind.MessageSetAside, NewestFirst = true, After = after, Limit = Step }, ct);
            if (setAside.Count > 0)
            {
                after = setAside[^1].Index;
                foreach (var kind in Kinds)
                    await AddLatestAsync(log, kind, latest, after.Value, readFrom, ct);
                readFrom = after;
                waiting.AddRange(setAside.Select(EntryRow.Of).Where(row => Message(row) is { } message && latest[message] == row.Index));
            }
            if (waiting.Count > most)
                return new([.. waiting.Take(most)], waiting[most - 1].Index);
            if (setAside.Count < Step)
                return new(waiting, null);
        }
        return new(waiting, after);
    }

    /// <summary>Adds the latest entry of a kind about each message, of those from one index on and before another.</summary>
    private static async Task AddLatestAsync(ILogStore log, string kind, Dictionary<string, long> latest, long from, long? until, CancellationToken ct)
    {
        for (long? after = null; ;)
        {
            var read = await log.FindEntriesAsync(new() { Kind = kind, NewestFirst = true, AtLeast = from, Below = until, After = after, Limit = Step }, ct);
            foreach (var row in read.Select(EntryRow.Of))
            {
                if (Message(row) is { } message)
                    latest[message] = Math.Max(row.Index, latest.GetValueOrDefault(message, -1));
            }
            if (read.Count < Step)
                return;
            after = read[^1].Index;
        }
    }

    private static string? Message(EntryRow row) => row.Entry?.Detail.GetValueOrDefault("message");
}
