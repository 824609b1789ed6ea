using CreditShare.Domain.Calendar;
using CreditShare.Domain.Profiles;
using CreditShare.Domain.Records;

namespace CreditShare.Domain.Lifecycle;

/// <summary>How long a bureau took with a change that the law sets a time for; what the committee measures cities by.</summary>
/// <param name="From">The day from which the time runs: the decision was set aside, the objection received.</param>
/// <param name="Due">Last day in time.</param>
/// <param name="Latest">Last day where more time is allowed; null where it is not.</param>
/// <param name="Done">The day on which it was done.</param>
public sealed record ChangeTime(DateOnly From, DateOnly Due, DateOnly? Latest, DateOnly Done)
{
    public bool InTime => Done <= Due;

    /// <summary>Of a change that was accepted; null if the law sets it no time, or the day from which it runs is not known.</summary>
    /// <param name="change">The change.</param>
    /// <param name="objection">The objection that was open before it.</param>
    /// <param name="calendar">China's working days.</param>
    /// <param name="today">The day on which the registry accepted it.</param>
    public static ChangeTime? Of(CreditRecord change, Objection? objection, WorkingDays calendar, DateOnly today)
    {
        if (change.Change == ChangeKind.Withdraw && change.Withdrawal?.SetAsideOn is { } setAside)
            return new(setAside, WithdrawalClock.DueOn(setAside, calendar), null, today);
        if (change.Change != ChangeKind.Resolve || objection is null)
            return null;
        var clock = ObjectionClock.From(objection.ReceivedOn, calendar);
        return new(clock.ReceivedOn, clock.DueOn, clock.LatestOn, change.Resolution?.SettledOn ?? today);
    }
}
