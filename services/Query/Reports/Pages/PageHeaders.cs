using Microsoft.AspNetCore.Http;

namespace CreditShare.Query.Reports.Pages;

/// <summary>What a browser may do with these pages: show them. No script, nothing from elsewhere, no form, no frame, no copy kept on the way, no address told to others.</summary>
internal static class PageHeaders
{
    private static readonly string Policy = $"default-src 'none'; style-src {PageStyle.Hash}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static void Set(HttpResponse response)
    {
        var headers = response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["X-Robots-Tag"] = "noindex, nofollow";
        headers.CacheControl = "no-store";
        headers.ContentLanguage = "zh-CN";
    }
}
