using CreditShare.Domain.Profiles;
using CreditShare.Domain.Records;

namespace CreditShare.Domain.Deciding;

/// <summary>One version of a record that the registry holds, without its content.</summary>
/// <param name="Version">From 1, in the order in which the registry accepted them.</param>
/// <param name="Order">The source's order: its own version number or its spool's stamp.</param>
/// <param name="Hash">SHA-256 of the canonical bytes.</param>
/// <param name="Subject">The subject's code in this version.</param>
/// <param name="Change">What the version does to the record.</param>
public sealed record HeldVersion(int Version, long Order, byte[] Hash, string Subject, ChangeKind Change);

/// <summary>All versions held under one key, in order of acceptance. Empty for an unknown record.</summary>
public sealed record RecordHistory(IReadOnlyList<HeldVersion> Versions)
{
    public static readonly RecordHistory Unknown = new([]);

    /// <summary>
    /// The version that counts: the one with the highest source order, whenever it arrived. Null for an unknown record. What the registry itself adds upon a subject's
    /// objection has the order of the version objected to and comes right behind it.
    /// </summary>
    public HeldVersion? Current => Versions.MaxBy(Place);

    /// <summary>The version that opened the objection that is open: the last that was said of one, in source order. Other versions leave it as it is. Null if none is open.</summary>
    public HeldVersion? OpenDispute =>
        Versions.Where(version => version.Change is ChangeKind.Dispute or ChangeKind.Resolve).MaxBy(Place) is { Change: ChangeKind.Dispute } opened ? opened : null;

    public bool IsDisputed => OpenDispute is not null;

    /// <summary>Whether the record was withdrawn or repaired: the last version in source order that is not about an objection did so.</summary>
    public bool IsEnded => EndedBy is not null;

    /// <summary>The change that ended it; null while it stands.</summary>
    public ChangeKind? EndedBy =>
        Versions.Where(version => version.Change is not (ChangeKind.Dispute or ChangeKind.Resolve)).MaxBy(Place) is { Change: ChangeKind.Withdraw or ChangeKind.Repair or ChangeKind.Erase } ended
            ? ended.Change : null;

    /// <summary>Whether the registry deleted its content. Then nothing can be said of the record any more.</summary>
    public bool IsErased => Current?.Change == ChangeKind.Erase;

    public RecordState State => new(IsDisputed, IsEnded);

    /// <summary>Whether the bureau numbers this record's versions itself; else the spool stamps them.</summary>
    public bool IsNumbered => Versions.Count > 0 && Versions[0].Order < VersionRules.SpoolStampsFrom;

    private static (long Order, int Version) Place(HeldVersion version) => (version.Order, version.Version);

    /// <summary>The history after a version was accepted.</summary>
    public RecordHistory With(HeldVersion version) => new([.. Versions, version]);

    /// <summary>The history after the bytes of a version came again under a higher number: so high does it count from now on.</summary>
    public RecordHistory Raised(int version, long order) =>
        new([.. Versions.Select(held => held.Version == version ? held with { Order = Math.Max(held.Order, order) } : held)]);
}
