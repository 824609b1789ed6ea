namespace CreditShare.Storage;

/// <summary>
/// Counts of the log's entries, made by the store out of an index by kind and instant: what is read are the index's rows of the span, no entry. Safe for concurrent callers. May throw
/// <see cref="StoreUnavailableException"/>.
/// </summary>
public interface ILogCounts
{
    /// <summary>How many entries that have an index name each agency, by day of China's calendar, kind and purpose; those without an agency are not counted.</summary>
    /// <param name="kinds">Kinds of entry.</param>
    /// <param name="from">UTC, included.</param>
    /// <param name="until">UTC, not included.</param>
    /// <param name="ct">Ends the count.</param>
    Task<IReadOnlyList<AgencyCount>> ByAgencyAsync(IReadOnlyCollection<string> kinds, DateTimeOffset from, DateTimeOffset until, CancellationToken ct);
}

/// <param name="Agency">Its code.</param>
/// <param name="Day">China's calendar.</param>
/// <param name="Kind">Of the entries.</param>
/// <param name="Purpose">Null for entries that name none.</param>
/// <param name="Count">1 or more.</param>
public sealed record AgencyCount(string Agency, DateOnly Day, string Kind, string? Purpose, long Count)
{
    /// <summary>China's days begin eight hours before UTC's and are all of 24 hours, so that a division finds them.</summary>
    public const long ChinaOffsetMilliseconds = 8 * 60 * 60 * 1000L;

    public const long DayMilliseconds = 24 * 60 * 60 * 1000L;

    /// <summary>The day of a number of days since 1970.</summary>
    public static DateOnly DayOf(long number) => DateOnly.FromDateTime(DateTime.UnixEpoch).AddDays((int)number);
}
