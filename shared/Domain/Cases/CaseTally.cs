namespace CreditShare.Domain.Cases;

/// <summary>How an agency answers the measures that it is charged with. Describes the agency, never a subject.</summary>
public sealed class CaseTally
{
    /// <summary>发起: all that were opened.</summary>
    public long Received { get; private set; }

    /// <summary>Claimed in time or late, fed back or not.</summary>
    public long Claimed { get; private set; }

    /// <summary>Of these, claimed after the last day.</summary>
    public long ClaimedLate { get; private set; }

    /// <summary>Not claimed, and the last day has passed.</summary>
    public long Overdue { get; private set; }

    /// <summary>Not claimed, and there is time.</summary>
    public long Unclaimed { get; private set; }

    /// <summary>Claimed, not fed back, and the last day for feedback has passed.</summary>
    public long FeedbackOverdue { get; private set; }

    /// <summary>反馈: fed back, applied or not.</summary>
    public long Done { get; private set; }

    public long Applied { get; private set; }

    public long NotApplied { get; private set; }

    /// <summary>The measure ended before anybody fed back; such cases ask for nothing.</summary>
    public long Closed { get; private set; }

    /// <summary>Applied, ended since, and not released yet.</summary>
    public long ReleaseRequested { get; private set; }

    public long Released { get; private set; }

    /// <summary>Fed back, of those that were not closed before; absent where there are none.</summary>
    public double? FeedbackRate => Received == Closed ? null : Math.Round((double)Done / (Received - Closed), 4);

    public void Add(MeasureCase held, CaseStanding standing)
    {
        var round = held.Round;
        Received++;
        Claimed += One(round.ClaimedOn is not null);
        ClaimedLate += One(round.IsClaimedLate);
        Overdue += One(standing.State == CaseState.Overdue);
        Unclaimed += One(standing.State == CaseState.Unclaimed);
        FeedbackOverdue += One(standing.FeedbackOverdue);
        Done += One(round.Feedback is not null);
        Applied += One(round.Feedback?.Applied == true);
        NotApplied += One(round.Feedback?.Applied == false);
        Closed += One(standing.State == CaseState.Closed);
        ReleaseRequested += One(standing.State == CaseState.ReleaseRequested);
        Released += One(standing.State == CaseState.Released);
    }

    public void Add(CaseTally other)
    {
        Received += other.Received;
        Claimed += other.Claimed;
        ClaimedLate += other.ClaimedLate;
        Overdue += other.Overdue;
        Unclaimed += other.Unclaimed;
        FeedbackOverdue += other.FeedbackOverdue;
        Done += other.Done;
        Applied += other.Applied;
        NotApplied += other.NotApplied;
        Closed += other.Closed;
        ReleaseRequested += other.ReleaseRequested;
        Released += other.Released;
    }

    private static int One(bool counts) => counts ? 1 : 0;
}
