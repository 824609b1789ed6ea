using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CreditShare.OpenIdProvider;

/// <summary>
/// A real OpenID Connect provider in this process: discovery, authorization code with PKCE, a sign-in form, end of session. It holds nothing beyond its life:
/// keys and sessions are made at its start. Codes are not stored, so it does not notice that one is used twice.
/// </summary>
public sealed class Provider : IAsyncDisposable
{
    private readonly WebApplication app;

    private Provider(WebApplication app)
    {
        this.app = app;
        // Another site than 127.0.0.1, where the programs under test listen: cookies cross over as between two institutions.
        Address = new Uri($"http://localhost:{new Uri(app.Urls.Single()).Port}");
    }

    /// <summary>Where it is: the authority of its clients. Plain HTTP, on the loopback address only.</summary>
    public Uri Address { get; }

    /// <param name="ct">Cancels the start.</param>
    /// <param name="clientSecret">What the client has to show beside the code; null for a client without one.</param>
    public static async Task<Provider> StartAsync(CancellationToken ct, string? clientSecret = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
        builder.Services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(cookie => cookie.Cookie.Name = "provider-session");
        builder.Services.AddOpenIddict().AddServer(server =>
        {
            server.SetAuthorizationEndpointUris("connect/authorize").SetTokenEndpointUris("connect/token").SetEndSessionEndpointUris("connect/endsession");
            server.AllowAuthorizationCodeFlow().RequireProofKeyForCodeExchange();
            server.RegisterScopes("profile").RegisterClaims("role", "city", "agency");
            server.AddEphemeralSigningKey().AddEphemeralEncryptionKey();
            // Without a database; what it would know of clients is said in ClientRules.
            server.EnableDegradedMode();
            new ClientRules(clientSecret).AddTo(server);
            server.UseAspNetCore().DisableTransportSecurityRequirement().EnableAuthorizationEndpointPassthrough().EnableEndSessionEndpointPassthrough();
        });
        var app = builder.Build();
        app.UseAuthentication();
        ProviderEndpoints.Map(app);
        await app.StartAsync(ct);
        return new Provider(app);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
