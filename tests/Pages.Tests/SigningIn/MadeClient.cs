using CreditShare.OpenIdProvider;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace CreditShare.Pages.Tests.SigningIn;

/// <summary>A small program that signs its users in at the provider with the framework's own handler: at <c>/</c> it says who they are, <c>/leave</c> signs them out at both.</summary>
internal sealed class MadeClient : IAsyncDisposable
{
    private readonly WebApplication app;

    private MadeClient(WebApplication app) => this.app = app;

    public Uri Address => new(app.Urls.Single());

    public static async Task<MadeClient> StartAsync(Provider provider, string? secret, CancellationToken ct)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
        builder.Services.AddAuthorization();
        builder.Services.AddAuthentication(options =>
            (options.DefaultScheme, options.DefaultChallengeScheme) = (CookieAuthenticationDefaults.AuthenticationScheme, OpenIdConnectDefaults.AuthenticationScheme))
            .AddCookie()
            .AddOpenIdConnect(options => Configure(options, provider, secret));
        var app = builder.Build();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapGet("/", (HttpContext context) => Page(string.Join(' ', context.User.Claims.Select(claim => $"{claim.Type}={claim.Value}")))).RequireAuthorization();
        app.MapGet("/left", () => Page("left"));
        app.MapGet("/leave", () => Results.SignOut(
            new AuthenticationProperties { RedirectUri = "/left" }, [CookieAuthenticationDefaults.AuthenticationScheme, OpenIdConnectDefaults.AuthenticationScheme]));
        await app.StartAsync(ct);
        return new MadeClient(app);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private static void Configure(OpenIdConnectOptions options, Provider provider, string? secret)
    {
        (options.Authority, options.ClientId, options.ClientSecret) = (provider.Address.ToString(), ClientRules.ClientId, secret);
        options.RequireHttpsMetadata = false;
        options.ResponseType = OpenIdConnectResponseType.Code;
        // An answer by a form needs cookies that cross sites, which browsers keep over HTTPS only.
        options.ResponseMode = OpenIdConnectResponseMode.Query;
        options.CorrelationCookie.SameSite = options.NonceCookie.SameSite = SameSiteMode.Lax;
        options.CorrelationCookie.SecurePolicy = options.NonceCookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.MapInboundClaims = false;
        // The session is ended with the statement that began it.
        options.SaveTokens = true;
    }

    private static IResult Page(string text) =>
        Results.Content($"<!doctype html><html lang='zh-CN'><head><title>Client</title></head><body><p>{text}</p></body></html>", "text/html; charset=utf-8");
}
