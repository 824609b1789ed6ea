using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Routing;

namespace CreditShare.Hosting.Health;

public static class HealthExtensions
{
    /// <summary>Checks with this tag decide whether the service is ready.</summary>
    public const string ReadyTag = "ready";

    /// <summary><c>/health/live</c> asks nothing but whether the process answers; <c>/health/ready</c> does the real thing.</summary>
    public static void MapCreditShareHealth(this IEndpointRouteBuilder app)
    {
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous();
        app.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains(ReadyTag) }).AllowAnonymous();
    }
}
