using CreditShare.Domain.Calendar;

namespace CreditShare.Domain.Lifecycle;

/// <summary>By when an objection is to be settled: within 5 working days of its receipt, 20 where that cannot be done (浙江省公共信用信息管理条例 arts. 30, 31).</summary>
/// <param name="ReceivedOn">Day of receipt; it does not count.</param>
/// <param name="DueOn">The fifth working day.</param>
/// <param name="LatestOn">The twentieth working day.</param>
public readonly record struct ObjectionClock(DateOnly ReceivedOn, DateOnly DueOn, DateOnly LatestOn)
{
    public const int UsualWorkingDays = 5;
    public const int MostWorkingDays = 20;

    public static ObjectionClock From(DateOnly received, WorkingDays calendar) =>
        new(received, calendar.Add(received, UsualWorkingDays), calendar.Add(received, MostWorkingDays));

    /// <summary>open, overdue (past the usual time) or past-latest.</summary>
    public string StateOn(DateOnly day) => day <= DueOn ? "open" : day <= LatestOn ? "overdue" : "past-latest";
}

/// <summary>
/// By when a penalty that was set aside is to be withdrawn: within three days (行政处罚法 art. 48), which are working days (art. 85).
/// </summary>
public static class WithdrawalClock
{
    public const int WorkingDays = 3;

    public static DateOnly DueOn(DateOnly setAside, WorkingDays calendar) => calendar.Add(setAside, WorkingDays);
}
