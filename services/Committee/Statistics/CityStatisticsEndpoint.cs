using System.Globalization;
using CreditShare.Committee.Refusals;
using CreditShare.Domain.Calendar;
using CreditShare.Hosting.Auth;
using CreditShare.Hosting.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace CreditShare.Committee.Statistics;

/// <summary>The cities side by side, for the committee.</summary>
internal static class CityStatisticsEndpoint
{
    private const int UsualMonths = 12;
    private const int MostMonths = 36;

    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/v1/statistics/cities", ReadAsync).WithTags("Committee").RequireScope(Scopes.LogRead).WithMetadata(new RefusalsRecordedByAttribute(typeof(StagedRefusals)))
            .WithSummary("The cities side by side by month: records, rates, times, reasons, objections; and what each agency did").Produces<CityReport>().ProducesProblem(400);

    private static async Task<IResult> ReadAsync([FromQuery] string? from, [FromQuery] string? until, CityStatistics statistics, TimeProvider time, CancellationToken ct)
    {
        var (faults, last) = (new List<ProblemError>(), until is null ? ChinaCalendar.Today(time.GetUtcNow()) : Month(until));
        var first = from is null ? last?.AddMonths(1 - UsualMonths) : Month(from);
        if (from is not null && first is null)
            faults.Add(new("from", "month", from, "a month such as 2026-01", "from 应为月份，如 2026-01。", "from is a month such as 2026-01."));
        if (last is null)
            faults.Add(new("until", "month", until, "a month such as 2026-11", "until 应为月份，如 2026-11。", "until is a month such as 2026-11."));
        if (first is { } begin && last is { } end && Number(end) - Number(begin) is < 0 or >= MostMonths)
            faults.Add(new("from", "span", from, "1 to 36 months up to until", "from 至 until 应为 1 至 36 个月。", "From from to until are 1 to 36 months."));
        return faults.Count > 0
            ? Problem.Of(400, "query-invalid", "查询条件不正确，见 errors。", "The query is wrong, see errors.", faults)
            : TypedResults.Ok(await statistics.ReadAsync(first!.Value, last!.Value, ct));
    }

    private static int Number(DateOnly month) => (month.Year * 12) + month.Month;

    private static DateOnly? Month(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month) && month.Year is > 2000 and < 9000 ? month : null;
}
