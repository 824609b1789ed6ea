using System.Collections.Frozen;

namespace CreditShare.Domain.Calendar;

/// <summary>The file <c>seeds/holidays/YEAR.json</c>: what the State Council announced for a year.</summary>
public sealed record HolidayYear
{
    public string? About { get; init; }

    public required int Year { get; init; }

    /// <summary>False while only the fixed holidays are known.</summary>
    public required bool Announced { get; init; }

    /// <summary>Days off, weekends within a holiday included.</summary>
    public required IReadOnlyList<DateOnly> Holidays { get; init; }

    /// <summary>Saturdays and Sundays worked instead (调休).</summary>
    public required IReadOnlyList<DateOnly> WorkingWeekends { get; init; }
}

/// <summary>China's working days by the announced calendars; Monday to Friday in years without one.</summary>
public sealed class WorkingDays(IEnumerable<HolidayYear> years)
{
    private readonly FrozenSet<DateOnly> holidays = years.SelectMany(year => year.Holidays).ToFrozenSet();
    private readonly FrozenSet<DateOnly> working = years.SelectMany(year => year.WorkingWeekends).ToFrozenSet();
    private readonly FrozenSet<int> announced = years.Where(year => year.Announced).Select(year => year.Year).ToFrozenSet();

    /// <summary>Whether the year's calendar is final; dates reckoned in other years may still move.</summary>
    public bool IsAnnounced(int year) => announced.Contains(year);

    public bool IsWorkingDay(DateOnly day) =>
        working.Contains(day) || (!holidays.Contains(day) && day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday));

    /// <summary>The n-th working day after a day, which itself does not count.</summary>
    public DateOnly Add(DateOnly day, int workingDays)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(workingDays);
        while (workingDays > 0)
        {
            day = day.AddDays(1);
            if (IsWorkingDay(day))
                workingDays--;
        }
        return day;
    }
}
