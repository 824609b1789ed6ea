using CreditShare.Domain.Deciding;
using CreditShare.Domain.Records;

namespace CreditShare.Domain.Profiles;

/// <summary>A version of a record with its content, as the store kept it.</summary>
/// <param name="Key">The record.</param>
/// <param name="Version">The version.</param>
/// <param name="DecidedAt">When it was accepted (UTC, milliseconds).</param>
/// <param name="Record">What it states; null if its content has been deleted, or for the erasure itself.</param>
/// <param name="LogEntry">Id of its entry in the exchange log.</param>
public sealed record PastVersion(RecordKey Key, HeldVersion Version, DateTimeOffset DecidedAt, CreditRecord? Record, string LogEntry);

/// <summary>A subject's profile as it was known, with what can no longer be said of it.</summary>
/// <param name="Profile">As it was; records without content are not in it.</param>
/// <param name="Erased">Records that were in it and have been erased since, because their retention ended.</param>
/// <param name="Missing">Records that were in it, whose content is gone and which nothing erased: the store is not what it was.</param>
public sealed record PastProfile(SubjectProfile Profile, int Erased, int Missing = 0)
{
    /// <summary>What was known at an instant (UTC).</summary>
    /// <param name="subject">Its code.</param>
    /// <param name="versions">Every version of every record that ever was about the subject, in the order of decision.</param>
    /// <param name="instant">The instant, included.</param>
    public static PastProfile KnownAt(string subject, IReadOnlyCollection<PastVersion> versions, DateTimeOffset instant) =>
        Fold(subject, versions, version => version.DecidedAt <= instant, _ => false);

    /// <summary>What an answer that names this revision was computed from; null if there was no such revision.</summary>
    /// <param name="subject">Its code.</param>
    /// <param name="versions">As above.</param>
    /// <param name="revision">From 0, nothing known.</param>
    public static PastProfile? AtRevision(string subject, IReadOnlyCollection<PastVersion> versions, long revision)
    {
        if (revision == 0)
            return new(SubjectProfile.Empty(subject), 0);
        var past = Fold(subject, versions, _ => true, profile => profile.Revision == revision);
        return past.Profile.Revision == revision ? past : null;
    }

    private static PastProfile Fold(string subject, IReadOnlyCollection<PastVersion> versions, Func<PastVersion, bool> counts, Func<SubjectProfile, bool> until)
    {
        var fold = new ProfileFold();
        foreach (var (key, version, decidedAt, record, _) in versions.Where(counts))
        {
            fold.Accept(key, version, decidedAt, record);
            if (until(fold.Profile(subject)))
                break;
        }
        var erased = versions.Where(version => version.Version.Change == ChangeKind.Erase).Select(version => version.Key).ToHashSet();
        var without = fold.WithoutContent(subject);
        var lawfully = without.Count(erased.Contains);
        return new(fold.Profile(subject), lawfully, without.Count - lawfully);
    }
}
