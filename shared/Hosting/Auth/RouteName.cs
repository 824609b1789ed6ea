using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CreditShare.Hosting.Auth;

/// <summary>How the entry of a refusal names what was asked for: a page by the page's address, an endpoint of the API by the endpoint's, whichever code both call.</summary>
public static class RouteName
{
    /// <summary>Method and route pattern, never the raw address: that may name a subject.</summary>
    /// <param name="context">Routed to an endpoint of ours.</param>
    public static string Of(HttpContext context) => $"{context.Request.Method} {((RouteEndpoint)context.GetEndpoint()!).RoutePattern.RawText?.TrimEnd('/')}";
}
