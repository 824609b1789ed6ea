using CreditShare.Hosting.Auth;
using CreditShare.Pages.SigningIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CreditShare.Pages.Frame;

/// <summary>What a browser may do with the pages: run the scripts of this service alone, load nothing from elsewhere, be in no frame, keep no copy, tell no address to others.</summary>
internal static class PageHeaders
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'";

    public static void UsePageHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<BySession>() is not null)
            Set(context.Response);
        return next(context);
    });

    public static void Set(HttpResponse response)
    {
        var headers = response.Headers;
        // Signing in and out are forms of ours that go on to the provider, whose pages may stand elsewhere than its discovery document.
        var signIn = response.HttpContext.RequestServices.GetRequiredService<IOptions<SignInOptions>>().Value;
        var provider = signIn.FormOrigins.Prepend(signIn.Authority).Where(address => !string.IsNullOrEmpty(address)).Select(address => new Uri(address!).GetLeftPart(UriPartial.Authority));
        headers.ContentSecurityPolicy = string.Join(' ', provider.Distinct().Prepend(Policy));
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["X-Robots-Tag"] = "noindex, nofollow";
        headers.CacheControl = "no-store";
    }
}
