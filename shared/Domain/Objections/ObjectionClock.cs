using CreditShare.Domain.Calendar;

namespace CreditShare.Domain.Objections;

/// <summary>By when an objection is settled: in 5 working days, in 20 at most (浙江省公共信用信息管理条例 art. 31); the day of filing does not count itself.</summary>
/// <param name="SettleBy">Last day, China's calendar.</param>
/// <param name="AtLatest">Last day if it had to be prolonged.</param>
public readonly record struct ObjectionClock(DateOnly SettleBy, DateOnly AtLatest)
{
    private const int UsualWorkingDays = 5;
    private const int MostWorkingDays = 20;

    /// <param name="filedAt">UTC.</param>
    /// <param name="calendar">China's working days.</param>
    public static ObjectionClock Of(DateTimeOffset filedAt, WorkingDays calendar)
    {
        var day = ChinaCalendar.Today(filedAt);
        return new(calendar.Add(day, UsualWorkingDays), calendar.Add(day, MostWorkingDays));
    }
}
