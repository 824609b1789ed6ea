namespace CreditShare.Domain.Deciding;

/// <summary>One version of a record that the registry holds, without its content.</summary>
/// <param name="Version">From 1, in the order in which the registry accepted them.</param>
/// <param name="Order">The source's order: its own version number or its spool's stamp.</param>
/// <param name="Hash">SHA-256 of the canonical bytes.</param>
/// <param name="Subject">The subject's code in this version.</param>
public sealed record HeldVersion(int Version, long Order, byte[] Hash, string Subject);

/// <summary>All versions held under one key, in order of acceptance. Empty for an unknown record.</summary>
public sealed record RecordHistory(IReadOnlyList<HeldVersion> Versions)
{
    public static readonly RecordHistory Unknown = new([]);

    /// <summary>The version that counts: the one with the highest source order, whenever it arrived. Null for an unknown record.</summary>
    public HeldVersion? Current => Versions.MaxBy(version => version.Order);
}
