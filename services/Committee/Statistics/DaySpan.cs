using System.Globalization;
using CreditShare.Hosting.Problems;

namespace CreditShare.Committee.Statistics;

/// <summary>Days that somebody asks about, China's calendar.</summary>
/// <param name="From">First day.</param>
/// <param name="Until">Last day; not before the first.</param>
internal sealed record DaySpan(DateOnly From, DateOnly Until)
{
    private const int MostDays = 92;
    private const string Form = "yyyy-MM-dd";

    /// <summary>Such as 2026-11-23.</summary>
    public static string Text(DateOnly day) => day.ToString(Form, CultureInfo.InvariantCulture);

    /// <summary>The days of some months, or the last of them if they are more than may be asked about; none that is still to come, where some have come.</summary>
    /// <param name="months">Which.</param>
    /// <param name="today">China's calendar.</param>
    public static DaySpan Of(MonthSpan months, DateOnly today)
    {
        var end = months.Until.AddMonths(1).AddDays(-1);
        var last = today < end && today >= months.From ? today : end;
        var first = last.AddDays(1 - MostDays);
        return new(first < months.From ? months.From : first, last);
    }

    /// <summary>Reads what was asked.</summary>
    /// <param name="from">Such as 2026-11-17; null or empty for as many days up to the last as are usual.</param>
    /// <param name="until">Such as 2026-11-23; null or empty for today.</param>
    /// <param name="usual">Days, where nothing is asked.</param>
    /// <param name="today">China's calendar.</param>
    /// <returns>The days, or every fault of the question.</returns>
    public static (DaySpan? Span, IReadOnlyList<ProblemError> Faults) Read(string? from, string? until, int usual, DateOnly today)
    {
        var (faults, last) = (new List<ProblemError>(), string.IsNullOrEmpty(until) ? today : Day(until));
        var first = string.IsNullOrEmpty(from) ? last?.AddDays(1 - usual) : Day(from);
        if (!string.IsNullOrEmpty(from) && first is null)
            faults.Add(new("from", "day", from, "a day such as 2026-11-23", "起始日期应写作 2026-11-23 的形式。", "The first day is written as 2026-11-23 is."));
        if (last is null)
            faults.Add(new("until", "day", until, "a day such as 2026-11-23", "截止日期应写作 2026-11-23 的形式。", "The last day is written as 2026-11-23 is."));
        if (first is { } begin && last is { } end && (begin > end || begin.AddDays(MostDays) <= end))
            faults.Add(new("from", "span", from, "1 to 92 days up to until", "起止日期之间应为 1 至 92 日。", "From the first day to the last are 1 to 92 days."));
        return faults.Count > 0 ? (null, faults) : (new(first!.Value, last!.Value), faults);
    }

    /// <summary>Null for text that is no day.</summary>
    public static DateOnly? Day(string text) => DateOnly.TryParseExact(text, Form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is > 2000 and < 9000 ? day : null;
}
