using CreditShare.Domain.Deciding;
using CreditShare.Domain.Profiles;
using CreditShare.Domain.Records;

namespace CreditShare.Registry.Deciding;

/// <summary>
/// Whether a chunk's next version still finds room, by <see cref="HoldingLimits"/>. Counts what the versions taken in so far add, and never less than they do.
/// </summary>
internal sealed class HoldingRoom(ProfileFold fold)
{
    /// <summary>What the registry notes beside a record in a profile, at most; a source id may be long.</summary>
    private const int NotedBytes = 1024;

    /// <summary>By how much a further version may lengthen that.</summary>
    private const int NotedMore = 128;

    private readonly Dictionary<string, long> sizes = [];
    private long total;

    /// <param name="key">The record.</param>
    /// <param name="record">What the version states.</param>
    /// <param name="size">Bytes of that.</param>
    /// <param name="verdict">Accepted so far.</param>
    /// <returns>Why it cannot be taken in; if null it counts from now on.</returns>
    public Reason? Take(RecordKey key, CreditRecord record, int size, VersionRules.Verdict verdict)
    {
        var states = record.Change is ChangeKind.Submit or ChangeKind.Correct;
        if (verdict.Version > (states ? HoldingLimits.Versions : HoldingLimits.ChangedVersions))
            return DecidingReasons.TooManyVersions(key);
        var current = fold.History(key).Current;
        // A late version at most marks the record, where it is.
        var subject = verdict.Late ? current!.Subject : record.Subject!.Code!;
        var held = fold.Profile(subject).Records.FirstOrDefault(one => one.Key == key);
        var growth = verdict.Late ? NotedMore
            : held is null ? size + NotedBytes
            : size + NotedMore - ProfileJson.Size(held.Record);
        var most = held is null ? HoldingLimits.ProfileBytes : states ? HoldingLimits.CorrectedProfileBytes : HoldingLimits.ChangedProfileBytes;
        var after = Size(subject) + growth;
        if (!verdict.Late && growth > NotedMore && after > most)
            return DecidingReasons.SubjectFull(subject);
        var left = current is { } now && now.Subject != subject && !sizes.ContainsKey(now.Subject) ? Size(now.Subject) : 0;
        var others = total - sizes.GetValueOrDefault(subject) + left;
        if (others > 0 && others + after > HoldingLimits.ChunkProfileBytes)
            return DecidingReasons.TooMuchAtOnce(subject);
        sizes[subject] = after;
        if (left > 0)
            sizes[current!.Subject] = left;
        total = others + after;
        return null;
    }

    private long Size(string subject) => sizes.TryGetValue(subject, out var size) ? size : ProfileJson.Size(fold.Profile(subject));
}
