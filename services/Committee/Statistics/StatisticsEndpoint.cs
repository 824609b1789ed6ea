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
        var (span, faults) = DaySpan.Read(from, until, UsualDays, ChinaCalendar.Today(time.GetUtcNow()));
        return span is null
            ? (default, default, Problem.Of(400, "query-invalid", "查询条件不正确，问题逐项列出。", "The query is wrong: each fault is listed.", [.. faults]))
            : (span.From, span.Until, null);
    }
}
