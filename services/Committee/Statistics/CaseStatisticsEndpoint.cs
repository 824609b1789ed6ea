using CreditShare.Committee.Refusals;
using CreditShare.Hosting.Auth;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CreditShare.Committee.Statistics;

/// <summary>How agencies answer the measures that they are charged with (反馈率).</summary>
internal static class CaseStatisticsEndpoint
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var statistics = app.MapGroup("/v1/statistics").WithTags("Committee").RequireScope(Scopes.LogRead).WithMetadata(new RefusalsRecordedByAttribute(typeof(StagedRefusals)));
        statistics.MapGet("cases", async (CaseStatistics cases, CancellationToken ct) => TypedResults.Ok(await cases.CountAsync(ct)))
            .WithSummary("Measures as cases, by city and agency: received, claimed, overdue, fed back, to be released").Produces<CaseReport>();
    }
}
