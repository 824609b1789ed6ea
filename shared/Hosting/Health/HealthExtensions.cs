using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CreditShare.Hosting.Health;

public static class HealthExtensions
{
    /// <summary>Checks with this tag decide whether the service is ready.</summary>
    public const string ReadyTag = "ready";

    /// <summary>
    /// <c>/health/live</c> asks nothing but whether the process answers; <c>/health/ready</c> does the real thing. The answer's first line is the verdict, then a line for each check that
    /// has something to say. Open to everybody: no check says what is not public.
    /// </summary>
    public static void MapCreditShareHealth(this IEndpointRouteBuilder app)
    {
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous();
        app.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains(ReadyTag), ResponseWriter = WriteAsync }).AllowAnonymous();
    }

    private static Task WriteAsync(HttpContext context, HealthReport report)
    {
        context.Response.ContentType = "text/plain; charset=utf-8";
        var told = report.Entries.Where(check => !string.IsNullOrEmpty(check.Value.Description)).Select(check => $"{check.Key}: {check.Value.Status}: {check.Value.Description}");
        return context.Response.WriteAsync(string.Join('\n', told.Prepend(report.Status.ToString())));
    }
}
