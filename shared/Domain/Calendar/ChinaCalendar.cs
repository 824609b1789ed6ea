namespace CreditShare.Domain.Calendar;

/// <summary>Days in China: UTC+8, no daylight saving.</summary>
public static class ChinaCalendar
{
    /// <summary>From UTC.</summary>
    public static readonly TimeSpan Offset = TimeSpan.FromHours(8);

    /// <summary>The day that it is in China at an instant.</summary>
    public static DateOnly Today(DateTimeOffset instant) => DateOnly.FromDateTime(instant.ToOffset(Offset).DateTime);

    /// <summary>The hour that it is in China at an instant, 0 to 23.</summary>
    public static int Hour(DateTimeOffset instant) => instant.ToOffset(Offset).Hour;

    /// <summary>The instant at which a day begins in China.</summary>
    public static DateTimeOffset StartOf(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), Offset);
}
