using CreditShare.Domain.Lifecycle;
using CreditShare.Domain.Measures;
using CreditShare.Domain.Profiles;

namespace CreditShare.Domain.Cases;

/// <summary>
/// Where a case stands. A function of its facts, the subject's profile, the editions and the day, like the answer to a lookup and by the same rules: a repair, a withdrawal or an expiry
/// closes cases, and asks for the release of what was applied, at the instant from which no lookup returns the measure.
/// </summary>
/// <param name="State">See <see cref="CaseState"/>.</param>
/// <param name="Ended">Why the measure holds no more; null while it holds.</param>
/// <param name="InForce">The measure as a lookup would return it; null once it has ended.</param>
/// <param name="FeedbackBy">Last day for feeding back; null as long as nobody claimed.</param>
/// <param name="FeedbackOverdue">Whether it was claimed, feedback is awaited and that day has passed.</param>
public sealed record CaseStanding(CaseState State, CaseEnd? Ended, MeasureInForce? InForce, DateOnly? FeedbackBy, bool FeedbackOverdue)
{
    /// <param name="held">The case.</param>
    /// <param name="profile">Its subject's profile.</param>
    /// <param name="book">Editions, laws, calendar.</param>
    /// <param name="day">In China's calendar.</param>
    public static CaseStanding On(MeasureCase held, SubjectProfile profile, CaseBook book, DateOnly day)
    {
        var (ended, inForce) = Measure(held, profile, book, day);
        var round = held.Round;
        var state = (round.Phase, ended) switch
        {
            (CasePhase.Released, _) => CaseState.Released,
            (CasePhase.Applied, not null) => CaseState.ReleaseRequested,
            (CasePhase.Applied or CasePhase.NotApplied, _) => CaseState.Done,
            (_, not null) => CaseState.Closed,
            (CasePhase.Claimed, _) => round.IsClaimedLate ? CaseState.ClaimedLate : CaseState.Claimed,
            _ => day > round.ClaimBy ? CaseState.Overdue : CaseState.Unclaimed,
        };
        DateOnly? feedbackBy = round.ClaimedOn is { } claimed ? book.Calendar.Add(claimed, round.WorkingDays) : null;
        return new(state, ended, inForce, feedbackBy, state is CaseState.Claimed or CaseState.ClaimedLate && day > feedbackBy);
    }

    private static (CaseEnd?, MeasureInForce?) Measure(MeasureCase held, SubjectProfile profile, CaseBook book, DateOnly day)
    {
        if (profile.Code != held.Subject || profile.Records.FirstOrDefault(record => record.Key == held.Record) is not { } record)
            return (CaseEnd.NotHeld, null);
        if (!record.Stands)
            return (EndOf(record), null);
        if (RecordInUse.On(profile with { Records = [record] }, book.Answers.Catalogue, book.Answers.Lifecycle.Publicity, day).FirstOrDefault() is not { } inUse)
            return (IsPast(record, book, day) ? CaseEnd.Expired : CaseEnd.Corrected, null);
        if (book.Answers.Measures.InForceOn(day) is not { } edition)
            return (CaseEnd.MeasureEnded, null);
        var inForce = MeasuresInForce.Evaluate([inUse], edition, book.Answers.Laws, held.City, day).FirstOrDefault(measure => measure.Measure.Id == held.Measure);
        if (inForce is not null)
            return (null, inForce);
        var measure = edition.Measures.FirstOrDefault(measure => measure.Id == held.Measure);
        return (measure is not null && !MeasuresInForce.Triggers(measure, inUse) ? CaseEnd.Corrected : CaseEnd.MeasureEnded, null);
    }

    private static CaseEnd EndOf(HeldRecord record) => record.Record.Change switch
    {
        Records.ChangeKind.Withdraw => CaseEnd.Withdrawn,
        Records.ChangeKind.Repair => CaseEnd.Repaired,
        _ => CaseEnd.RecordEnded,
    };

    private static bool IsPast(HeldRecord held, CaseBook book, DateOnly day)
    {
        var edition = book.Answers.Catalogue.InForceOn(held.Record.DecidedOn!.Value);
        return edition?.Find(held.Record.Item!) is { } item && SharedPeriod.Of(held.Record, item, edition, book.Answers.Lifecycle.Publicity) is { } shared && shared.Until < day;
    }
}
