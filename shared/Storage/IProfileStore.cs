using CreditShare.Domain.Profiles;
using CreditShare.Domain.Records;

namespace CreditShare.Storage;

/// <summary>The query side of the central store.</summary>
public interface IProfileStore
{
    /// <summary>
    /// The profile with every decision applied before the call; null if nothing was ever held about the subject. One point read. Safe for concurrent callers.
    /// </summary>
    /// <exception cref="StoreUnavailableException">The store cannot be read.</exception>
    ValueTask<SubjectProfile?> FindAsync(string code, CancellationToken ct);

    /// <summary>The profile of the subject that a record is about at present; null if there is no such record. Two point reads.</summary>
    /// <exception cref="StoreUnavailableException">The store cannot be read.</exception>
    Task<SubjectProfile?> FindByRecordAsync(RecordKey key, CancellationToken ct);

    /// <summary>Every version of every record that ever was about the subject, in the order of decision: from them follows what was known at any time.</summary>
    /// <exception cref="StoreUnavailableException">The store cannot be read.</exception>
    Task<IReadOnlyList<PastVersion>> HistoryAsync(string code, CancellationToken ct);
}
