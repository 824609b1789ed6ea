using CreditShare.Hosting.Auth;
using CreditShare.Hosting.Problems;
using CreditShare.Pages.Frame;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CreditShare.Pages.Problems;

/// <summary>A problem as a page, where a person asked for a page: at an address of the pages, or at none that there is. Programs get theirs as JSON.</summary>
internal sealed class ProblemPages : IProblemDetailsWriter
{
    public bool CanWrite(ProblemDetailsContext context)
    {
        var http = context.HttpContext;
        var endpoint = http.Features.Get<IExceptionHandlerFeature>()?.Endpoint ?? http.GetEndpoint();
        return endpoint is not RouteEndpoint
            ? http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase) && !http.Request.Path.StartsWithSegments("/v1") && !http.Request.Path.StartsWithSegments("/log")
            : endpoint.Metadata.GetMetadata<BySession>() is not null;
    }

    public async ValueTask WriteAsync(ProblemDetailsContext context)
    {
        var (http, details) = (context.HttpContext, context.ProblemDetails);
        Problem.Complete(http, details);
        await EarlyPage.WriteAsync<ProblemPage>(http, details.Status ?? StatusCodes.Status500InternalServerError, (nameof(ProblemPage.Details), details));
    }
}
