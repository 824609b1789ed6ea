using CreditShare.Hosting.Problems;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CreditShare.Pages.SigningIn;

/// <summary>In and out. Forms only, so that no link can do either.</summary>
internal static class SignInEndpoints
{
    public const string SignIn = "/signin";

    public const string SignOut = "/signout";

    public const string Development = "/signin/development";

    public const string Provider = "/signin/provider";

    /// <summary>The parameter with the page to which a person wanted to go.</summary>
    public const string Back = "back";

    public static void Map(IEndpointRouteBuilder app)
    {
        var pages = app.MapGroup("").BySession().AllowAnonymous().ExcludeFromDescription();
        pages.MapPost(Provider, ([FromForm] string? back, IOptions<SignInOptions> options) => options.Value.Authority is { Length: > 0 }
            ? Results.Challenge(new AuthenticationProperties { RedirectUri = Local(back) ?? "/" }, [Session.ProviderScheme])
            : Problem.Of(404, "no-sign-in", "本服务未设置统一身份认证（SignIn:Authority）。", "No identity provider is set here (SignIn:Authority)."));
        pages.MapPost(Development, DevelopmentAsync);
        pages.MapPost(SignOut, (HttpContext context, IOptions<SignInOptions> options) =>
            Results.SignOut(new AuthenticationProperties { RedirectUri = SignIn }, options.Value.Authority is { Length: > 0 } ? [Session.Scheme, Session.ProviderScheme] : [Session.Scheme]));
    }

    private static IResult DevelopmentAsync([FromForm] string? account, [FromForm] string? back, HttpContext context)
    {
        // Not registered outside Development, where this address does not exist.
        if (context.RequestServices.GetService<DevelopmentAccounts>()?.Accounts.FirstOrDefault(known => known.Name == account) is not { } chosen)
            return Problem.Of(404, "account-unknown", "没有这个试用账号。", "There is no such account for trying out.");
        return Results.SignIn(
            chosen.Role.SignIn(chosen.Name, chosen.City, chosen.Agency), new AuthenticationProperties { RedirectUri = Local(back) ?? chosen.Role.Home }, Session.Scheme);
    }

    /// <summary>Null for what does not lead to a page here.</summary>
    public static string? Local(string? address) =>
        address is ['/', ..] && address is not ['/', '/' or '\\', ..] && !address.Any(char.IsControl) ? address : null;
}
