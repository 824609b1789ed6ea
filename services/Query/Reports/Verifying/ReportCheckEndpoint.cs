using CreditShare.Query.Reports.Pages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CreditShare.Query.Reports.Verifying;

/// <summary>Everybody's side: whether a report that somebody holds in hand is genuine, and still says what would be said today. Open, because its address is the secret.</summary>
internal static class ReportCheckEndpoint
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/reports/{code}", CheckAsync).WithTags("Reports").AllowAnonymous()
            .WithSummary("Whether a report is genuine and still current: the page to which its QR code leads")
            .Produces<string>(contentType: "text/html").Produces<string>(404, "text/html");

    private static async Task<IResult> CheckAsync(string code, HttpContext context, ReportCheck check, CheckPage page, TimeProvider time, CancellationToken ct)
    {
        var standing = ReportCode.TryParse(code, out var secret) ? await check.FindAsync(secret, ct) : null;
        PageHeaders.Set(context.Response);
        return standing is null
            ? TypedResults.Text(CheckPage.Unknown(), "text/html; charset=utf-8", StatusCodes.Status404NotFound)
            : TypedResults.Bytes(page.Render(standing, time.GetUtcNow()), "text/html; charset=utf-8");
    }
}
