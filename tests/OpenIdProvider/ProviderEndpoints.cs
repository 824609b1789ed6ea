using System.Security.Claims;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace CreditShare.OpenIdProvider;

/// <summary>What the library leaves to a provider: who is signed in, how one signs in, and that a session ends.</summary>
internal static class ProviderEndpoints
{
    private const string Session = CookieAuthenticationDefaults.AuthenticationScheme;
    private const string OpenId = OpenIddictServerAspNetCoreDefaults.AuthenticationScheme;
    private const string AuthorizePath = "/connect/authorize";
    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Post];

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapMethods(AuthorizePath, Methods, (Delegate)AuthorizeAsync);
        app.MapPost(SignInForm.Path, SignIn).DisableAntiforgery();
        // The library answers the second: it sends the user back to the client.
        app.MapMethods("/connect/endsession", Methods, () => Results.SignOut(null, [Session, OpenId]));
    }

    private static async Task<IResult> AuthorizeAsync(HttpContext context)
    {
        var session = await context.AuthenticateAsync(Session);
        var account = Account.All.FirstOrDefault(account => account.Subject == session.Principal?.Identity?.Name);
        return account is null
            ? Results.Content(SignInForm.Html(context.Request.Path + context.Request.QueryString), "text/html; charset=utf-8")
            : Results.SignIn(PrincipalOf(account, context.GetOpenIddictServerRequest()!), authenticationScheme: OpenId);
    }

    private static IResult SignIn([FromForm] string account, [FromForm] string returnTo) =>
        Account.All.Any(known => known.Subject == account) && returnTo.StartsWith(AuthorizePath + "?", StringComparison.Ordinal)
            ? Results.SignIn(
                new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, account)], Session)), new AuthenticationProperties { RedirectUri = returnTo }, Session)
            : Results.BadRequest();

    private static ClaimsPrincipal PrincipalOf(Account account, OpenIddictRequest request)
    {
        var identity = new ClaimsIdentity(OpenId, Claims.Name, Claims.Role);
        identity.SetClaim(Claims.Subject, account.Subject).SetClaim(Claims.Role, account.Role).SetClaim("city", account.City).SetClaim("agency", account.Agency);
        identity.SetScopes(request.GetScopes());
        identity.SetDestinations(_ => [Destinations.IdentityToken]);
        return new ClaimsPrincipal(identity);
    }
}
