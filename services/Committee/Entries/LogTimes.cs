using CreditShare.Storage;

namespace CreditShare.Committee.Entries;

/// <summary>
/// Where instants lie in the log. Entries stand in the order in which they were staged, and each bears the instant of its writer's clock; so instants grow along the log, but for what clocks differ. A search by
/// time is narrowed to the indexes that can hold it, by some forty point reads: whatever its other filters, it does not read the rest of the log.
/// </summary>
internal sealed class LogTimes(ILogStore log)
{
    /// <summary>An entry whose writer's clock was off by more is not found by its time, only by all else.</summary>
    public static readonly TimeSpan ClockTolerance = TimeSpan.FromDays(1);

    /// <summary>The filter with the indexes between which its span lies.</summary>
    /// <exception cref="StoreUnavailableException">The store cannot be read.</exception>
    public async Task<EntryFilter> NarrowAsync(EntryFilter filter, CancellationToken ct)
    {
        if (filter is { From: null, Until: null })
            return filter;
        var (least, below) = filter.Indexes(await log.SizeAsync(ct));
        var first = filter.From is { } from ? await FirstIndexAsync(from - ClockTolerance, least, below, ct) : least;
        var last = filter.Until is { } until ? await FirstIndexAsync(until + ClockTolerance, first, below, ct) : below;
        return filter with { AtLeast = first, Below = last };
    }

    /// <summary>The index of the first entry of [from, until) at an instant (UTC) or after it, as if instants only grew; <paramref name="until"/> if there is none. Both within the log.</summary>
    /// <exception cref="StoreUnavailableException">The store cannot be read.</exception>
    public async Task<long> FirstIndexAsync(DateTimeOffset instant, long from, long until, CancellationToken ct)
    {
        while (from < until)
        {
            var middle = from + ((until - from) / 2);
            if (await ReadAsync(middle, ct) < instant)
                from = middle + 1;
            else
                until = middle;
        }
        return from;
    }

    /// <summary>What the writer's clock said; UTC.</summary>
    /// <exception cref="InvalidDataException">The entry is gone.</exception>
    public async Task<DateTimeOffset> ReadAsync(long index, CancellationToken ct) =>
        await log.ReadStoredAsync(index, index + 1, ct) is [{ Filing.At: var at }] ? DateTimeOffset.FromUnixTimeMilliseconds(at) : throw new InvalidDataException($"Entry {index} of the log is gone.");
}
