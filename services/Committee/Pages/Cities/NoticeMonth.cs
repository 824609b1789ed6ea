using CreditShare.Committee.Statistics;
using CreditShare.Domain.Statistics;
using CreditShare.Hosting.Problems;

namespace CreditShare.Committee.Pages.Cities;

/// <summary>The month that a sheet is asked for.</summary>
internal static class NoticeMonth
{
    /// <summary>Nothing is the last month that has ended.</summary>
    /// <param name="text">Such as 2026-10.</param>
    /// <param name="today">China's calendar.</param>
    /// <returns>First day of the month, or what is wrong.</returns>
    public static (DateOnly? Month, IReadOnlyList<ProblemError> Faults) Read(string? text, DateOnly today)
    {
        var month = string.IsNullOrEmpty(text) ? SheetId.Month(today).AddMonths(-1) : MonthSpan.Month(text);
        return month is { } known && known <= today
            ? (known, [])
            : (null, [new("month", "month", text, "a month such as 2026-10, not after this one", "月份应写作 2026-10，不晚于本月。", "The month is one such as 2026-10, not after this one.")]);
    }
}
