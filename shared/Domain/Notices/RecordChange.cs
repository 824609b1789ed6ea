using CreditShare.Domain.Deciding;
using CreditShare.Domain.Profiles;
using CreditShare.Domain.Records;

namespace CreditShare.Domain.Notices;

/// <summary>What an accepted version changed of a record that was held before: what those who were told of the record must hear.</summary>
/// <param name="Key">Text of the record's key.</param>
/// <param name="Version">Number of the version.</param>
/// <param name="Change">What it does.</param>
/// <param name="Late">True if a later version was held already: then it changed no more than the state.</param>
/// <param name="State">The record's state with it.</param>
public sealed record RecordChange(string Key, int Version, ChangeKind Change, bool Late, RecordState State)
{
    /// <summary>A function of the versions up to that one: what came later does not count, so it can be computed again at any time.</summary>
    /// <returns>Null for the first version, and for one that came late and changed nothing.</returns>
    public static RecordChange? Of(RecordKey key, int version, RecordHistory history)
    {
        if (version <= 1 || history.Versions.Count < version)
            return null;
        var before = new RecordHistory([.. history.Versions.Take(version - 1)]);
        var after = before.With(history.Versions[version - 1]);
        var late = after.Current!.Version != version;
        return late && after.State == before.State ? null : new(key.ToString(), version, history.Versions[version - 1].Change, late, after.State);
    }

    /// <summary>Whether somebody who was told of the record could not know this.</summary>
    /// <param name="version">The version told.</param>
    /// <param name="disputed">Whether the objection's mark was shown. Whoever was told of a record was told one that stood.</param>
    public bool IsNewsTo(int version, bool disputed) => version < Version && (!Late || State.Ended || State.Disputed != disputed);
}
