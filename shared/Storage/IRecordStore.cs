using CreditShare.Domain.Deciding;
using CreditShare.Domain.Profiles;
using CreditShare.Domain.Records;

namespace CreditShare.Storage;

/// <summary>
/// The registry's side of the central store: what deciding reads, and the one way in which decisions enter. Safe for concurrent callers.
/// Every method may throw <see cref="StoreUnavailableException"/>: nothing is known to have happened, ask again.
/// </summary>
public interface IRecordStore
{
    /// <summary>The decisions of a chunk that was applied before; null if it was not. Applied means wholly applied.</summary>
    Task<DecidedChunk?> FindDecidedAsync(ChunkKey chunk, CancellationToken ct);

    /// <summary>What is held under these keys, identities and subjects. Absent ones are missing in the answer.</summary>
    Task<HeldState> LoadAsync(
        IReadOnlyCollection<RecordKey> keys, IReadOnlyCollection<byte[]> identities, IReadOnlyCollection<string> subjects, CancellationToken ct);

    /// <summary>
    /// Applies a chunk's decisions: versions, identities, profiles and log entries. Durable as a whole when the task ends; after a crash in between
    /// it is either wholly there, or not at all, or is completed by the next call of any method. Applying it again is no error and no second effect.
    /// </summary>
    /// <returns>The decisions that stand: these, or those of an earlier application of the same chunk.</returns>
    /// <exception cref="StoreConflictException">Another chunk changed what this one was decided upon; nothing was applied. Load and decide again.</exception>
    /// <exception cref="StoreLimitException">The engine cannot write so much in one step; nothing was applied, and other chunks are not held up.</exception>
    Task<DecidedChunk> ApplyAsync(DecidedChunk chunk, ChunkEffects effects, CancellationToken ct);

    /// <summary>Puts an empty list in the place of these chunks' decisions, for good; the chunks stay known. Durable when the task ends; again, or of an unknown chunk, is no error.</summary>
    Task EraseDecisionsAsync(IReadOnlyCollection<ChunkKey> chunks, CancellationToken ct);
}

/// <summary>What names a chunk for ever.</summary>
public readonly record struct ChunkKey(string City, string Batch, int Chunk);

/// <summary>The answer to a chunk.</summary>
/// <param name="Key">The chunk.</param>
/// <param name="DecidedAt">When it was decided (UTC).</param>
/// <param name="Decisions">Bytes of <see cref="DecisionJson"/>: the same that travel back to the city.</param>
public sealed record DecidedChunk(ChunkKey Key, DateTimeOffset DecidedAt, byte[] Decisions);

/// <summary>What deciding needs to know of the store.</summary>
/// <param name="Histories">Versions held, by key.</param>
/// <param name="Identities">Which key holds a decision; by identity in hex.</param>
/// <param name="Profiles">Profiles by subject code.</param>
public sealed record HeldState(
    IReadOnlyDictionary<RecordKey, RecordHistory> Histories,
    IReadOnlyDictionary<string, RecordKey> Identities,
    IReadOnlyDictionary<string, SubjectProfile> Profiles);

/// <summary>Everything a chunk's decisions change, computed before anything is written.</summary>
/// <param name="Upon">The histories that it was decided upon, as they were loaded; a record without one was unknown.</param>
/// <param name="Versions">New versions, in order of decision.</param>
/// <param name="Raised">Versions whose bytes came again under a higher number.</param>
/// <param name="Identities">Decisions seen for the first time, with the key that holds them.</param>
/// <param name="Profiles">Profiles after the chunk, each with the revision it was computed from.</param>
/// <param name="Entries">One log entry a decision.</param>
public sealed record ChunkEffects(
    IReadOnlyDictionary<RecordKey, RecordHistory> Upon,
    IReadOnlyList<NewVersion> Versions,
    IReadOnlyList<RaisedVersion> Raised,
    IReadOnlyList<NewIdentity> Identities,
    IReadOnlyList<ChangedProfile> Profiles,
    IReadOnlyList<StagedEntry> Entries)
{
    /// <summary>
    /// The records that it changes, each as it was when that was decided. A record still is so if it has as many versions and the same highest order: versions are only added, and only the
    /// one that counts, which has that order, is ever raised.
    /// </summary>
    public IEnumerable<(RecordKey Key, RecordHistory Before)> Changed => Versions.Select(version => version.Key).Concat(Raised.Select(raise => raise.Key)).Distinct()
        .Select(key => (key, Upon.GetValueOrDefault(key, RecordHistory.Unknown)));
}

/// <param name="Key">The record.</param>
/// <param name="Version">The version, with its number.</param>
/// <param name="DecidedAt">When it was accepted (UTC).</param>
/// <param name="Revision">The revision that its subject's profile has with it; the present one if it came late.</param>
/// <param name="LogEntry">Id of the decision's log entry, whose content is the version's canonical bytes: they are stored once.</param>
/// <param name="Name">The subject's name as the version states it, by which it is found from now on (<see cref="INameStore"/>); null if it is not to be found by it.</param>
public sealed record NewVersion(RecordKey Key, HeldVersion Version, DateTimeOffset DecidedAt, long Revision, string LogEntry, string? Name = null);

/// <param name="Key">The record.</param>
/// <param name="Version">Number of the version.</param>
/// <param name="Order">The source order it has from now on, if that is higher than the one it has.</param>
public sealed record RaisedVersion(RecordKey Key, int Version, long Order);

/// <param name="Identity">See <see cref="DecisionIdentity"/>.</param>
/// <param name="Key">The key that holds the decision.</param>
public sealed record NewIdentity(byte[] Identity, RecordKey Key);

/// <param name="Before">Revision it was computed from; 0 for a new subject.</param>
/// <param name="After">The profile to store.</param>
public sealed record ChangedProfile(long Before, SubjectProfile After);
