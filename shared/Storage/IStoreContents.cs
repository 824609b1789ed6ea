using CreditShare.Domain.Deciding;
using CreditShare.Domain.Records;

namespace CreditShare.Storage;

/// <summary>
/// All that the store holds beside the log, page after page in the order of the keys' UTF-8 bytes, so that two stores can be laid side by side. Safe for concurrent callers.
/// Every method may throw <see cref="StoreUnavailableException"/>.
/// </summary>
public interface IStoreContents
{
    /// <summary>Records with all their versions, behind a key; from the first if it is null.</summary>
    Task<IReadOnlyList<KeptRecord>> RecordsAsync(RecordKey? after, int most, CancellationToken ct);

    /// <summary>Profiles behind a code.</summary>
    Task<IReadOnlyList<KeptProfile>> ProfilesAsync(string? after, int most, CancellationToken ct);

    /// <summary>Identities behind one, in the order of their bytes.</summary>
    Task<IReadOnlyList<NewIdentity>> IdentitiesAsync(byte[]? after, int most, CancellationToken ct);
}

/// <param name="Key">The record.</param>
/// <param name="Versions">In order of their number.</param>
public sealed record KeptRecord(RecordKey Key, IReadOnlyList<KeptVersion> Versions);

/// <param name="Version">The version.</param>
/// <param name="Revision">Of its subject's profile with it.</param>
/// <param name="DecidedAt">UTC.</param>
/// <param name="LogEntry">Id of the entry that says so.</param>
public sealed record KeptVersion(HeldVersion Version, long Revision, DateTimeOffset DecidedAt, string LogEntry);

/// <param name="Code">Of the subject.</param>
/// <param name="Revision">As it stands beside the body.</param>
/// <param name="Body">Bytes of <see cref="Domain.Profiles.ProfileJson"/>, if nobody changed them.</param>
public sealed record KeptProfile(string Code, long Revision, byte[] Body);
