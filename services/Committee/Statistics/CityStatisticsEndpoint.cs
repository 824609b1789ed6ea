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
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/v1/statistics/cities", ReadAsync).WithTags("Committee").RequireScope(Scopes.LogRead).WithMetadata(new RefusalsRecordedByAttribute(typeof(StagedRefusals)))
            .WithSummary("The cities side by side by month: records, rates, times, reasons, objections; and what each agency did").Produces<CityReport>().ProducesProblem(400);

    private static async Task<IResult> ReadAsync([FromQuery] string? from, [FromQuery] string? until, CityStatistics statistics, TimeProvider time, CancellationToken ct)
    {
        var (span, faults) = MonthSpan.Read(from, until, ChinaCalendar.Today(time.GetUtcNow()));
        return span is null
            ? Problem.Of(400, "query-invalid", "查询条件不正确，问题逐项列出。", "The query is wrong: each fault is listed.", [.. faults])
            : TypedResults.Ok(await statistics.ReadAsync(span.From, span.Until, ct));
    }
}
