using CreditShare.Domain.Deciding;
using CreditShare.Domain.Records;

namespace CreditShare.Domain.Equality;

/// <summary>
/// All versions of one record that the registry accepted, as the sender knows them; decisions may come to it in any order. From them follows what the registry must hold, as
/// <see cref="Profiles.ProfileFold"/> makes it there.
/// </summary>
/// <param name="Versions">In order of their number. Numbers are missing where the registry added a version of its own.</param>
public sealed record SentRecord(IReadOnlyList<SentVersion> Versions)
{
    public static readonly SentRecord Unknown = new([]);

    /// <summary>The record with a version more. One that is known stays as it is, unless it was only assumed and this is its acceptance.</summary>
    public SentRecord With(SentVersion version)
    {
        var known = Versions.FirstOrDefault(known => known.Version == version.Version);
        return known is null ? new([.. Versions.Append(version).OrderBy(one => one.Version)])
            : known.IsAssumed && !version.IsAssumed ? new([.. Versions.Select(one => one == known ? version with { RaisedTo = known.RaisedTo } : one)])
            : this;
    }

    /// <summary>The record after a version's bytes came again and count by a higher order from then on.</summary>
    public SentRecord Raised(int version, long order) => Versions.Any(known => known.Version == version && known.RaisedTo < order)
        ? new([.. Versions.Select(known => known.Version == version ? known with { RaisedTo = order } : known)])
        : this;

    /// <summary>The versions as the registry orders them, without what the registry added itself. Late ones count here: a withdrawal may be overtaken by what is said of an objection.</summary>
    public RecordHistory History => new([.. Versions.Select(version => new HeldVersion(version.Version, Math.Max(version.Order, version.RaisedTo), [], "", version.Change))]);

    /// <summary>
    /// The same with a mark wherever a number is missing: what the registry added upon a subject's objection has the order of the version that counted then. Of what came before all that is known the order is not: it may have been
    /// as high as the first known.
    /// </summary>
    public RecordHistory MarkedHistory
    {
        get
        {
            var history = History;
            foreach (var missing in Enumerable.Range(1, Versions.Count == 0 ? 0 : Versions[^1].Version).Except(Versions.Select(version => version.Version)))
                history = history.With(new(missing, history.Versions.Where(held => held.Version < missing).Select(held => held.Order).DefaultIfEmpty(history.Versions[0].Order).Max(), [], "", ChangeKind.Dispute));
            return history;
        }
    }

    /// <summary>What must be held; null while no version is known that states the fact.</summary>
    public HoldingLine? Line(string sourceId)
    {
        var (parts, item, day) = (default(StatedParts), (string?)null, (DateOnly?)null);
        // A late version never became the present state, and what a change that leaves the fact out is about is the state that was present then.
        foreach (var version in Versions.Where(version => !version.Late))
            (parts, item, day) = (parts.Then(version.Parts), version.Item ?? item, version.Day ?? day);
        if (parts.Fact is null || item is null || day is not { } decided)
            return null;
        return new(sourceId, item, decided, HoldingLine.HashOf(sourceId, parts, !History.IsEnded));
    }
}
