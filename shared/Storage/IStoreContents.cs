namespace CreditShare.Storage;

/// <summary>
/// All that the store holds beside the log, and which tiles it has of that, page after page in the order of the keys' UTF-8 bytes, so that two stores can be laid side by side. It is read as it lies
/// there: what somebody altered is shown and not refused. Safe for concurrent callers. Every method may throw <see cref="StoreUnavailableException"/>.
/// </summary>
public interface IStoreContents
{
    /// <summary>Records with all their versions, behind a key; from the first if it is null.</summary>
    Task<IReadOnlyList<KeptRecord>> RecordsAsync(string? after, int most, CancellationToken ct);

    /// <summary>Profiles behind a code.</summary>
    Task<IReadOnlyList<KeptProfile>> ProfilesAsync(string? after, int most, CancellationToken ct);

    /// <summary>Identities behind one, in the order of their bytes.</summary>
    Task<IReadOnlyList<KeptIdentity>> IdentitiesAsync(byte[]? after, int most, CancellationToken ct);

    /// <summary>The log's tiles behind one, in an order of the engine's own.</summary>
    Task<IReadOnlyList<KeptTile>> TilesAsync(string? after, int most, CancellationToken ct);
}

/// <param name="Key">Text of the record's key: city/id.</param>
/// <param name="Versions">In order of their number.</param>
public sealed record KeptRecord(string Key, IReadOnlyList<KeptVersion> Versions);

/// <param name="Version">Its number.</param>
/// <param name="Order">Source order.</param>
/// <param name="Hash">SHA-256 of its canonical bytes, hexadecimal; empty for an erasure.</param>
/// <param name="Subject">Code.</param>
/// <param name="Change">Word of the change.</param>
/// <param name="Revision">Of its subject's profile with it.</param>
/// <param name="DecidedAt">UTC.</param>
/// <param name="LogEntry">Id of the entry that says so.</param>
public sealed record KeptVersion(int Version, long Order, string Hash, string Subject, string Change, long Revision, DateTimeOffset DecidedAt, string LogEntry);

/// <param name="Code">Of the subject.</param>
/// <param name="Revision">As it stands beside the body.</param>
/// <param name="Body">Bytes of <see cref="Domain.Profiles.ProfileJson"/>, if nobody changed them.</param>
public sealed record KeptProfile(string Code, long Revision, byte[] Body);

/// <param name="Identity">See <see cref="Domain.Deciding.DecisionIdentity"/>.</param>
/// <param name="Key">Text of the key of the record that holds the decision.</param>
public sealed record KeptIdentity(byte[] Identity, string Key);

/// <param name="Id">Level and number: <c>0/12</c>.</param>
/// <param name="Width">How many hashes it says it has.</param>
public sealed record KeptTile(string Id, long Width);
