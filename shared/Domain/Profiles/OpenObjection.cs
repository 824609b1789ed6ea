using CreditShare.Domain.Deciding;
using CreditShare.Domain.Records;

namespace CreditShare.Domain.Profiles;

/// <summary>An objection that is open.</summary>
/// <param name="ReceivedOn">When the bureau received it, China's calendar; the day of the decision about the mark if the bureau did not say.</param>
/// <param name="Stage">The objection itself, or a review of how it was settled.</param>
public sealed record OpenObjection(DateOnly ReceivedOn, DisputeStage Stage)
{
    /// <summary>What is open once a version has been taken in, and since when: the one rule of profiles, of the committee's count and of the bureau's list. Nothing said of an open one makes its time run anew.</summary>
    /// <param name="history">Of the record, with the version.</param>
    /// <param name="version">Its number.</param>
    /// <param name="stated">What it says of an objection.</param>
    /// <param name="today">The day of its decision, China's calendar.</param>
    /// <param name="before">What was open before it.</param>
    public static OpenObjection? After(RecordHistory history, int version, DisputeSection? stated, DateOnly today, OpenObjection? before)
    {
        if (history.OpenDispute is not { } opened)
            return null;
        // A late version can put an objection that was kept for nothing behind a record that stands: its time runs from then.
        if (opened.Version != version)
            return before ?? new(today, DisputeStage.Objection);
        var received = stated?.ReceivedOn ?? today;
        return new(before is not null && before.ReceivedOn < received ? before.ReceivedOn : received, stated?.Stage ?? DisputeStage.Objection);
    }
}
