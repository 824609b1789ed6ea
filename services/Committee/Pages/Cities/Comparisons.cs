using System.Globalization;
using CreditShare.ExchangeLog.Entries;
using CreditShare.Storage;

namespace CreditShare.Committee.Pages.Cities;

/// <summary>What came of a city's comparisons of what it sent with what is held, out of the log.</summary>
internal sealed class Comparisons(ILogStore log)
{
    /// <summary>A city's latest, newest first; another city's are not read.</summary>
    /// <param name="city">Code.</param>
    /// <param name="most">How many at most; 1 or more.</param>
    /// <param name="ct">Ends when the reader has gone.</param>
    /// <exception cref="StoreUnavailableException">The store cannot be read.</exception>
    public async Task<IReadOnlyList<ComparedHoldings>> LatestAsync(string city, int most, CancellationToken ct) =>
        [.. (await log.FindEntriesAsync(new() { Kind = EntryKind.HoldingsCompared, City = city, NewestFirst = true, Limit = most }, ct)).Select(Read).OfType<ComparedHoldings>()];

    private static ComparedHoldings? Read(SequencedEntry stored)
    {
        if (!EntryEncoding.TryDecode(stored.Bytes, out var entry) || entry.Actor.City is not { } city)
            return null;
        return new(city, entry.At, entry.Id, entry.Outcome == "equal", Number("sent"), Number("held"), Number("missing"), Number("extra"), Number("different"));

        long? Number(string name) => long.TryParse(entry.Detail.GetValueOrDefault(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }
}

/// <param name="City">Code.</param>
/// <param name="At">When it ended, UTC.</param>
/// <param name="LogEntry">Id of the entry that says so.</param>
/// <param name="Equal">Whether both sides hold the same.</param>
/// <param name="Sent">Records that the city sent.</param>
/// <param name="Held">Records that the registry holds.</param>
/// <param name="Missing">Sent and not held; null where both are equal.</param>
/// <param name="Extra">Held and not sent.</param>
/// <param name="Different">Held with other content.</param>
public sealed record ComparedHoldings(string City, DateTimeOffset At, string LogEntry, bool Equal, long? Sent, long? Held, long? Missing, long? Extra, long? Different);
