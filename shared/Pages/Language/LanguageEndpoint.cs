using System.Globalization;
using CreditShare.Hosting.Auth;
using CreditShare.Pages.SigningIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace CreditShare.Pages.Language;

/// <summary>Chinese, or English for whoever asks for it: by a cookie that the switch in the frame sets, by <c>?culture=en</c>, or by the browser's first language.</summary>
internal static class LanguageEndpoint
{
    public const string Path = "/language";

    // Plain English, so that whichever of its kinds a browser asks for has it as its parent.
    // The bare language too, for a browser that names no country.
    private static readonly string[] Cultures = ["zh-CN", "en", "zh"];

    public static void AddLanguages(this IServiceCollection services) =>
        services.Configure<RequestLocalizationOptions>(options =>
        {
            options.SupportedCultures = options.SupportedUICultures = [.. Cultures.Select(CultureInfo.GetCultureInfo)];
            options.DefaultRequestCulture = new RequestCulture(Cultures[0]);
            options.FallBackToParentCultures = options.FallBackToParentUICultures = true;
            options.RequestCultureProviders.OfType<CookieRequestCultureProvider>().Single().CookieName = Cookie;
        });

    /// <summary>Pages only: answers to programs do not depend on a language.</summary>
    public static void UseLanguages(this WebApplication app) =>
        app.UseWhen(context => context.GetEndpoint()?.Metadata.GetMetadata<BySession>() is not null, pages => pages.UseRequestLocalization());

    /// <summary>The reader's language, where the request did not come so far that it was set: to be set by the caller, for it goes with the flow of control.</summary>
    public static async Task<CultureInfo> ReadAsync(HttpContext context)
    {
        var options = context.RequestServices.GetRequiredService<IOptions<RequestLocalizationOptions>>();
        await new RequestLocalizationMiddleware(_ => Task.CompletedTask, options, NullLoggerFactory.Instance).Invoke(context);
        return context.Features.GetRequiredFeature<IRequestCultureFeature>().RequestCulture.UICulture;
    }

    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet(Path + "/{language}", (string language, string? back, HttpContext context) =>
        {
            var culture = language == "en" ? Cultures[1] : Cultures[0];
            context.Response.Cookies.Append(Cookie, CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(culture)), new CookieOptions
            {
                HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = context.Request.IsHttps, MaxAge = TimeSpan.FromDays(365), IsEssential = true,
            });
            return Results.LocalRedirect(SignInEndpoints.Local(back) ?? "/");
        }).BySession().AllowAnonymous().ExcludeFromDescription();

    private const string Cookie = "creditshare-language";
}
