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

    /// <summary>
    /// The version that opened the objection that is open; null if none is. The one rule of what is open, for registry, committee, agencies, subjects and the bureau: in source order, an objection to a record that stands is open until
    /// it is resolved or the record ends (is withdrawn, repaired or erased). Other versions leave it as it is. An objection to an ended record opens nothing, and a record that is stated anew begins without one.
    /// </summary>
    public HeldVersion? OpenDispute
    {
        get
        {
            // Of most records nothing was ever said.
            if (!Versions.Any(version => version.Change == ChangeKind.Dispute))
                return null;
            var (open, stands) = ((HeldVersion?)null, true);
            foreach (var version in Versions.OrderBy(Place))
            {
                (open, stands) = version.Change switch
                {
                    ChangeKind.Dispute => (stands ? version : open, stands),
                    ChangeKind.Resolve => (null, stands),
                    ChangeKind.Withdraw or ChangeKind.Repair or ChangeKind.Erase => (null, false),
                    _ => (open, true),
                };
            }
            return open;
        }
    }

    public bool IsDisputed => OpenDispute is not null;

    /// <summary>Whether no resolution followed the last objection, open or not: of a record that has ended since, the bureau may still say how it was settled, which changes nothing.</summary>
    public bool IsUnanswered => Versions.Where(version => version.Change is ChangeKind.Dispute or ChangeKind.Resolve).MaxBy(Place) is { Change: ChangeKind.Dispute };

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
