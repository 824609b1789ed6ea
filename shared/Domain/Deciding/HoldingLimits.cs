namespace CreditShare.Domain.Deciding;

/// <summary>
/// How much may be held of one subject, one record and in one step. The same with every engine: a profile is one document, and the narrowest store takes 16 MiB; what
/// it could not write must be refused when it is decided, or it would stand in the way of every city's next chunk.
/// </summary>
public static class HoldingLimits
{
    /// <summary>Bytes of a profile's stored form up to which records are added to it: some 5,000 usual records, 64 of the largest.</summary>
    public const int ProfileBytes = 4 * 1024 * 1024;

    /// <summary>Up to which the records held may be corrected to longer ones.</summary>
    public const int CorrectedProfileBytes = 5 * 1024 * 1024;

    /// <summary>Up to which what is held may be withdrawn, repaired, objected to and resolved: a full profile must not keep a record from ending.</summary>
    public const int ChangedProfileBytes = 6 * 1024 * 1024;

    /// <summary>Bytes of all profiles that one chunk changes; a single one is never refused for this.</summary>
    public const int ChunkProfileBytes = 9 * 1024 * 1024;

    /// <summary>Versions of one record.</summary>
    public const int Versions = 10_000;

    /// <summary>Versions of one record when the last ones withdraw, repair, object or resolve.</summary>
    public const int ChangedVersions = 12_000;
}
