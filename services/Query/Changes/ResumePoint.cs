using System.Globalization;

namespace CreditShare.Query.Changes;

/// <summary>Where a feed goes on: the first index of the log that was not looked at, and the day until which expiries were told. Indexes never change, so a resume point stays good for the life of the log.</summary>
/// <param name="Index">From 0.</param>
/// <param name="Day">In China's calendar.</param>
internal sealed record ResumePoint(long Index, DateOnly Day)
{
    private const string DayForm = "yyyyMMdd";

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Index}-{Day.ToString(DayForm, CultureInfo.InvariantCulture)}");

    /// <summary>Null for a text that is no resume point.</summary>
    public static ResumePoint? Parse(string text) =>
        text.Split('-') is [var index, var day] && long.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < long.MaxValue
            && DateOnly.TryParseExact(day, DayForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? new(number, date) : null;
}
