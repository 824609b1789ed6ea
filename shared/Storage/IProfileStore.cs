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

    /// <summary>
    /// The profiles of some subjects, each with every decision applied before the call; of whom nothing was ever held is missing in the answer. Meant for pages of some hundreds: all of them
    /// are in memory at once. They are not a picture of one instant: each has its own revision. Safe for concurrent callers.
    /// </summary>
    /// <exception cref="StoreUnavailableException">The store cannot be read.</exception>
    Task<IReadOnlyDictionary<string, SubjectProfile>> FindManyAsync(IReadOnlyCollection<string> codes, CancellationToken ct);

    /// <summary>Every version of every record that ever was about the subject, in the order of decision: from them follows what was known at any time.</summary>
    /// <exception cref="StoreUnavailableException">The store cannot be read.</exception>
    Task<IReadOnlyList<PastVersion>> HistoryAsync(string code, CancellationToken ct);
}
