using CreditShare.Domain.Statistics;

namespace CreditShare.Storage;

/// <summary>
/// Counts of the log's entries, sheet by sheet, kept by a follower of the log. Each sheet says up to which entry it has been counted, and is replaced by that: pages of entries that come
/// again, cut in another way or from two followers at once, are counted once. Safe for concurrent callers in several processes. Every method may throw <see cref="StoreUnavailableException"/>.
/// </summary>
public interface IStatisticsStore
{
    /// <summary>The follower of the log that counts; its place says how current the counts are.</summary>
    const string Follower = "statistics";

    /// <summary>Sheets by id, in no order; those that nobody has written are missing in the answer.</summary>
    Task<IReadOnlyList<Sheet>> FindAsync(IReadOnlyCollection<SheetId> ids, CancellationToken ct);

    /// <summary>All sheets of a kind whose time begins from one day to another (both included), in the order of day and member. Read by an index.</summary>
    Task<IReadOnlyList<Sheet>> ListAsync(SheetKind kind, DateOnly from, DateOnly until, CancellationToken ct);

    /// <summary>Replaces sheets, each by itself as a whole: durable when the task ends. After an exception some may be replaced.</summary>
    /// <exception cref="StoreConflictException">One of them has left the place that it had before: somebody else counted. Read again.</exception>
    Task ReplaceAsync(IReadOnlyCollection<SheetChange> changes, CancellationToken ct);
}

/// <param name="Before">The place of the sheet that is replaced; 0 if there is none.</param>
/// <param name="After">The sheet, its place further on.</param>
public sealed record SheetChange(long Before, Sheet After);
