using CreditShare.Domain.Records;

namespace CreditShare.Domain.Deciding;

/// <summary>What a record that can stand means beside the versions held under its key.</summary>
public static class VersionRules
{
    /// <summary>Bureaus' own version numbers lie below, the spool's stamps (for records sent without one) from here on.</summary>
    public const long SpoolStampsFrom = 1_000_000_000;

    /// <summary>The order of an erasure: nothing comes after it.</summary>
    public const long ErasureOrder = long.MaxValue;

    /// <summary>What to do with the version.</summary>
    /// <param name="Outcome">Accepted, repeated or rejected.</param>
    /// <param name="Version">Number of the version that holds it; 0 if rejected.</param>
    /// <param name="Late">True if a later version was held already.</param>
    /// <param name="Reason">Why it is rejected.</param>
    /// <param name="Raises">True if it repeats the present state under a higher number, which the held version takes on.</param>
    public readonly record struct Verdict(Outcome Outcome, int Version, bool Late, Reason? Reason, bool Raises = false);

    /// <remarks>
    /// The same bytes as the present state, or as the version with the same number, are no new fact, but the higher number counts from then on, or a
    /// version between the two that comes late would win. The same number with other bytes contradicts
    /// itself. Where the spool stamps the versions, a table exported again must not undo what was said of a record since: the bytes of any earlier statement are no
    /// new fact, and an ended record is stated anew only by <c>correct</c>. Numbers and stamps cannot be compared, so a record has the one or the other. A lower number than the held one came late: it joins the history and changes nothing now, so that any order of arrival ends in the same state.
    /// </remarks>
    public static Verdict Judge(RecordKey key, ChangeKind change, long order, ReadOnlySpan<byte> hash, RecordHistory history)
    {
        var current = history.Current;
        if (current is null)
        {
            // A numbered version may have overtaken the first one; it states the whole record, so nothing is missing.
            return change is ChangeKind.Submit or ChangeKind.Correct || order is > 1 and < SpoolStampsFrom
                ? new(Outcome.Accepted, 1, false, null)
                : new(Outcome.Rejected, 0, false, DecidingReasons.ChangeUnknownRecord(change, key));
        }
        if (history.IsErased)
            return new(Outcome.Rejected, 0, false, DecidingReasons.RecordErased(key));
        var numbered = order < SpoolStampsFrom;
        if (hash.SequenceEqual(current.Hash))
            return new(Outcome.Repeated, current.Version, false, null, Raises: order > current.Order && numbered == history.IsNumbered);
        if (numbered != history.IsNumbered)
            return new(Outcome.Rejected, 0, false, DecidingReasons.VersionsMixed(history.IsNumbered ? current.Order : null));
        if (!numbered && change == ChangeKind.Submit)
        {
            foreach (var held in history.Versions)
            {
                if (hash.SequenceEqual(held.Hash))
                    return new(Outcome.Repeated, held.Version, true, null);
            }
            if (history.IsEnded)
                return new(Outcome.Rejected, 0, false, DecidingReasons.RecordEnded(key));
        }
        foreach (var held in history.Versions)
        {
            if (held.Order != order)
                continue;
            return hash.SequenceEqual(held.Hash)
                ? new(Outcome.Repeated, held.Version, true, null)
                : new(Outcome.Rejected, 0, false, DecidingReasons.VersionConflict(order));
        }
        return new(Outcome.Accepted, history.Versions.Count + 1, order < current.Order, null);
    }
}
