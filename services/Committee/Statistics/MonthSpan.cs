using System.Globalization;
using CreditShare.Domain.Statistics;
using CreditShare.Hosting.Problems;

namespace CreditShare.Committee.Statistics;

/// <summary>Months that somebody asks about, China's calendar.</summary>
/// <param name="From">First day of the first month.</param>
/// <param name="Until">First day of the last; not before the first.</param>
internal sealed record MonthSpan(DateOnly From, DateOnly Until)
{
    public const int UsualMonths = 12;
    private const int MostMonths = 36;
    private const string Form = "yyyy-MM";

    /// <summary>Such as 2026-11.</summary>
    public static string Text(DateOnly month) => month.ToString(Form, CultureInfo.InvariantCulture);

    /// <summary>Null for text that is no month.</summary>
    public static DateOnly? Month(string? text) =>
        DateOnly.TryParseExact(text, Form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var month) && month.Year is > 2000 and < 9000 ? month : null;

    /// <summary>Reads what was asked; nothing is the twelve months up to today.</summary>
    /// <param name="from">Such as 2026-01; null or empty for eleven months before the last.</param>
    /// <param name="until">Such as 2026-11; null or empty for this month.</param>
    /// <param name="today">China's calendar.</param>
    /// <returns>The months, or every fault of the question.</returns>
    public static (MonthSpan? Span, IReadOnlyList<ProblemError> Faults) Read(string? from, string? until, DateOnly today)
    {
        var (faults, last) = (new List<ProblemError>(), string.IsNullOrEmpty(until) ? SheetId.Month(today) : Month(until));
        var first = string.IsNullOrEmpty(from) ? last?.AddMonths(1 - UsualMonths) : Month(from);
        if (!string.IsNullOrEmpty(from) && first is null)
            faults.Add(new("from", "month", from, "a month such as 2026-01", "起始月份应写作 2026-01 的形式。", "The first month is written as 2026-01 is."));
        if (last is null)
            faults.Add(new("until", "month", until, "a month such as 2026-11", "截止月份应写作 2026-11 的形式。", "The last month is written as 2026-11 is."));
        if (first is { } begin && last is { } end && Number(end) - Number(begin) is < 0 or >= MostMonths)
            faults.Add(new("from", "span", from, "1 to 36 months up to until", "起止月份之间应为 1 至 36 个月。", "From the first month to the last are 1 to 36 months."));
        return faults.Count > 0 ? (null, faults) : (new(first!.Value, last!.Value), faults);
    }

    private static int Number(DateOnly month) => (month.Year * 12) + month.Month;
}
