using CreditShare.Hosting.Auth;
using CreditShare.Pages.Parts;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace CreditShare.Pages.SigningIn;

/// <summary>Sessions of people at the pages: a protected cookie, no state here.</summary>
public static class Session
{
    /// <summary>Of the cookie.</summary>
    public const string Scheme = "session";

    /// <summary>Of the provider.</summary>
    public const string ProviderScheme = "provider";

    private const string ByEndpoint = "by-endpoint";

    /// <summary>Marks an endpoint as one of the pages: reached by a session, protected against forged forms.</summary>
    public static TBuilder BySession<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder =>
        endpoints.WithMetadata(Hosting.Auth.BySession.Instance, new RequireAntiforgeryTokenAttribute());

    internal static void AddSessions(this IServiceCollection services, SignInOptions options, bool development)
    {
        var authentication = services.AddAuthentication();
        // After the services' own default, which is the token's.
        services.PostConfigure<AuthenticationOptions>(schemes => schemes.DefaultScheme = schemes.DefaultAuthenticateScheme = schemes.DefaultChallengeScheme = schemes.DefaultForbidScheme = ByEndpoint);
        authentication.AddPolicyScheme(ByEndpoint, null, policy => policy.ForwardDefaultSelector = context =>
            context.GetEndpoint()?.Metadata.GetMetadata<BySession>() is null ? JwtBearerDefaults.AuthenticationScheme : Scheme);
        authentication.AddCookie(Scheme, cookie => Configure(cookie, options, development));
        if (options.Authority is { Length: > 0 })
            authentication.AddOpenIdConnect(ProviderScheme, provider => Configure(provider, options));
    }

    private static void Configure(CookieAuthenticationOptions session, SignInOptions options, bool development)
    {
        session.Cookie.Name = "creditshare-session";
        session.Cookie.HttpOnly = true;
        // Lax and not Strict: the provider's redirect comes from elsewhere, and a link in a message should lead to its page.
        session.Cookie.SameSite = SameSiteMode.Lax;
        session.Cookie.SecurePolicy = development ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
        session.LoginPath = SignInEndpoints.SignIn;
        session.ReturnUrlParameter = SignInEndpoints.Back;
        session.ExpireTimeSpan = TimeSpan.FromMinutes(options.IdleMinutes);
        session.SlidingExpiration = true;
        session.Events.OnSigningIn = context =>
        {
            context.Properties.Items[Begun] = (context.Options.TimeProvider ?? TimeProvider.System).GetUtcNow().ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture);
            return Task.CompletedTask;
        };
        session.Events.OnRedirectToLogin = EndedForm.AskToSignInAsync;
        session.Events.OnCheckSlidingExpiration = context =>
        {
            // By any use, so that it ends as long after the last one as is said; but not with every part of a page, and not by a page that only looks at the time or asks for itself again.
            var isUse = context.Request.Path != SignInEndpoints.Time && context.Request.Query[Awaiting.Parameter] != Awaiting.Auto;
            context.ShouldRenew = context.ElapsedTime > Grain && isUse || context.Request.Path == SignInEndpoints.Stay;
            if (context.ShouldRenew)
                context.HttpContext.Items[Renewed] = true;
            return Task.CompletedTask;
        };
        session.Events.OnValidatePrincipal = context =>
        {
            var now = (context.Options.TimeProvider ?? TimeProvider.System).GetUtcNow();
            if (!(LastEnd(context.Properties, options) > now))
                context.RejectPrincipal();
            return Task.CompletedTask;
        };
    }

    /// <summary>Seconds until the session ends if nobody uses it; 0 for who is not signed in.</summary>
    internal static int SecondsLeft(HttpContext http)
    {
        if (http.User.Account() is null || http.Features.Get<IAuthenticateResultFeature>()?.AuthenticateResult?.Properties is not { } session)
            return 0;
        var (options, now) = (http.RequestServices.GetRequiredService<IOptions<SignInOptions>>().Value, http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow());
        var idle = http.Items.ContainsKey(Renewed) ? now.AddMinutes(options.IdleMinutes) : session.ExpiresUtc;
        var (first, last) = (idle ?? now, LastEnd(session, options) ?? now);
        return Math.Max(0, (int)((first < last ? first : last) - now).TotalSeconds);
    }

    /// <summary>When the session ends in any case; null for one that does not say when it began.</summary>
    private static DateTimeOffset? LastEnd(AuthenticationProperties session, SignInOptions options) =>
        long.TryParse(session.Items.TryGetValue(Begun, out var begun) ? begun : null, out var seconds) ? DateTimeOffset.FromUnixTimeSeconds(seconds).AddHours(options.MostHours) : null;

    private static void Configure(OpenIdConnectOptions provider, SignInOptions options)
    {
        provider.SignInScheme = Scheme;
        provider.Authority = options.Authority;
        provider.RequireHttpsMetadata = !options.AllowPlainHttp;
        provider.ClientId = options.ClientId;
        provider.ClientSecret = options.ClientSecretFile is { Length: > 0 } file ? File.ReadAllText(file).Trim() : null;
        provider.ResponseType = OpenIdConnectResponseType.Code;
        // By the address and not by a form from elsewhere, so that cookies need not be sent with foreign forms.
        provider.ResponseMode = OpenIdConnectResponseMode.Query;
        provider.UsePkce = true;
        provider.SaveTokens = false;
        provider.MapInboundClaims = false;
        provider.GetClaimsFromUserInfoEndpoint = false;
        provider.Scope.Clear();
        provider.Scope.Add("openid");
        provider.NonceCookie.SameSite = provider.CorrelationCookie.SameSite = SameSiteMode.Lax;
        provider.NonceCookie.SecurePolicy = provider.CorrelationCookie.SecurePolicy = options.AllowPlainHttp ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
        provider.Events.OnTokenValidated = context => ProviderIdentity.Take(context, options);
        provider.Events.OnRemoteFailure = ProviderIdentity.RefuseAsync;
    }

    private const string Begun = ".begun";

    private static readonly object Renewed = new();

    /// <summary>A session that was put off a moment ago is not put off again.</summary>
    private static readonly TimeSpan Grain = TimeSpan.FromMinutes(1);
}
