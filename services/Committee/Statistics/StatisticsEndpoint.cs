using System.Globalization;
using CreditShare.Committee.Refusals;
using CreditShare.Domain.Calendar;
using CreditShare.Hosting.Auth;
using CreditShare.Hosting.Problems;
using CreditShare.Storage.Seeds;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace CreditShare.Committee.Statistics;

/// <summary>How much agencies ask, for the committee.</summary>
internal static class StatisticsEndpoint
{
    private const int UsualDays = 7;
    private const int MostDays = 92;

    public static void Map(IEndpointRouteBuilder app)
    {
        var agencies = app.MapGroup("/v1/statistics/agencies").WithTags("Committee").RequireScope(Scopes.LogRead).WithMetadata(new RefusalsRecordedByAttribute(typeof(StagedRefusals)));
        agencies.MapGet("", ReadAsync)
            .WithSummary("Lookups by agency, day and purpose, with a mark on unusual days").Produces<AgencyStatisticsAnswer>().ProducesProblem(400);
        agencies.MapGet("{agency}/hours", ReadHoursAsync)
            .WithSummary("Lookups of one agency by day, hour of China's day and purpose").Produces<AgencyHoursAnswer>().ProducesProblem(400).ProducesProblem(404);
    }

    private static async Task<IResult> ReadAsync(
        [FromQuery] string? from, [FromQuery] string? until, [FromQuery] string? agency, AgencyStatistics statistics, TimeProvider time, CancellationToken ct)
    {
        var (first, last, problem) = Span(from, until, time);
        return problem ?? TypedResults.Ok(await statistics.ReadAsync(first, last, agency, ct));
    }

    private static async Task<IResult> ReadHoursAsync(
        string agency, [FromQuery] string? from, [FromQuery] string? until, AgencyHours hours, SeedFolder seeds, TimeProvider time, CancellationToken ct)
    {
        if (!seeds.Agencies.ContainsKey(agency))
            return Problem.Of(404, "agency-unknown", "没有该用信机构。", "There is no such agency.");
        var (first, last, problem) = Span(from, until, time);
        return problem ?? TypedResults.Ok(await hours.ReadAsync(agency, first, last, ct));
    }

    /// <summary>The days asked about; a problem if they are none.</summary>
    private static (DateOnly First, DateOnly Last, IResult? Problem) Span(string? from, string? until, TimeProvider time)
    {
        var today = ChinaCalendar.Today(time.GetUtcNow());
        var (faults, last) = (new List<ProblemError>(), until is null ? today : Day(until));
        var first = from is null ? last?.AddDays(1 - UsualDays) : Day(from);
        if (from is not null && first is null)
            faults.Add(new("from", "day", from, "a day such as 2026-11-23", "from 应为日期，如 2026-11-23。", "from is a day such as 2026-11-23."));
        if (last is null)
            faults.Add(new("until", "day", until, "a day such as 2026-11-23", "until 应为日期，如 2026-11-23。", "until is a day such as 2026-11-23."));
        if (first is { } begin && last is { } end && (begin > end || begin.AddDays(MostDays) <= end))
            faults.Add(new("from", "span", from, "1 to 92 days up to until", "from 至 until 应为 1 至 92 日。", "From from to until are 1 to 92 days."));
        return faults.Count > 0
            ? (default, default, Problem.Of(400, "query-invalid", "查询条件不正确，见 errors。", "The query is wrong, see errors.", faults))
            : (first!.Value, last!.Value, null);
    }

    private static DateOnly? Day(string text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is > 2000 and < 9000 ? day : null;
}
