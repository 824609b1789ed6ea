using CreditShare.ExchangeLog.Entries;
using CreditShare.Storage;

namespace CreditShare.Committee.Pages.SpotChecks;

/// <summary>Where in the log a time begins. Entries stand in the order in which they came, and their clocks agree well within a day.</summary>
internal sealed class LogTimes(ILogStore log)
{
    private static readonly TimeSpan Slack = TimeSpan.FromDays(1);

    /// <summary>An index below which all entries are older than an instant, and not far below the first that is not: found by halving, so that no span of the log is read.</summary>
    /// <param name="instant">UTC.</param>
    /// <param name="size">Of the log that is looked at.</param>
    /// <param name="ct">Ends when the reader has gone.</param>
    public async Task<long> BeforeAsync(DateTimeOffset instant, long size, CancellationToken ct)
    {
        var (low, high, bound) = (0L, size, instant - Slack);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (await AtAsync(middle, ct) < bound)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }

    /// <summary>Index of the first entry of an instant or later; null if there is none below the size.</summary>
    public async Task<long?> FirstAsync(DateTimeOffset instant, long size, CancellationToken ct)
    {
        var before = await BeforeAsync(instant, size, ct);
        var found = await log.FindEntriesAsync(new() { From = instant, After = before == 0 ? null : before - 1, Below = size, Limit = 1 }, ct);
        return found.Count == 0 ? null : found[0].Index;
    }

    private async Task<DateTimeOffset> AtAsync(long index, CancellationToken ct) =>
        EntryEncoding.TryDecode((await log.ReadEntriesAsync(index, index + 1, ct))[0], out var entry) ? entry.At : throw new InvalidDataException($"Entry {index} of the log cannot be read.");
}
