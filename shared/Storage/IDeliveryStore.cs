using CreditShare.Domain.Notices;

namespace CreditShare.Storage;

/// <summary>
/// Which agency was told of which record, and what was decided about records since: keys, codes and instants, no adverse content. Derived from the log, and repeatable: what is written
/// again changes nothing. Safe for concurrent callers in several processes. Every method may throw <see cref="StoreUnavailableException"/>.
/// </summary>
public interface IDeliveryStore
{
    /// <summary>Durable when the task ends. Of an agency and a record the delivery with the highest index stays.</summary>
    Task WriteDeliveriesAsync(IReadOnlyCollection<Delivery> deliveries, CancellationToken ct);

    /// <summary>Durable when the task ends. What is there of a record's version stays as it is.</summary>
    Task WriteChangesAsync(IReadOnlyCollection<LoggedChange> changes, CancellationToken ct);

    /// <summary>The last deliveries of these records, one an agency.</summary>
    Task<IReadOnlyList<Delivery>> DeliveriesAsync(IReadOnlyCollection<string> keys, CancellationToken ct);

    /// <summary>The changes of these records, in order of their versions.</summary>
    Task<IReadOnlyList<LoggedChange>> ChangesAsync(IReadOnlyCollection<string> keys, CancellationToken ct);

    /// <summary>Deletes deliveries and changes from before an instant (UTC). Durable when the task ends.</summary>
    Task DeleteDeliveriesAsync(DateTimeOffset before, CancellationToken ct);
}

/// <summary>An agency was told of a record.</summary>
/// <param name="Key">Text of the record's key.</param>
/// <param name="Agency">Code of the agency.</param>
/// <param name="Subject">The subject that it asked about.</param>
/// <param name="Version">The version told.</param>
/// <param name="Disputed">Whether the objection's mark was shown.</param>
/// <param name="At">When it was answered, UTC.</param>
/// <param name="LogEntry">Id of the answer's entry.</param>
/// <param name="Index">The entry's place in the log.</param>
public sealed record Delivery(string Key, string Agency, string Subject, int Version, bool Disputed, DateTimeOffset At, string LogEntry, long Index);

/// <param name="What">The change.</param>
/// <param name="At">When it was decided, UTC.</param>
/// <param name="LogEntry">Id of the decision's entry.</param>
public sealed record LoggedChange(RecordChange What, DateTimeOffset At, string LogEntry);
