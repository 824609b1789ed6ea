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

    /// <summary>A page without anything to do, for a sign-in beside a form that is still to be sent.</summary>
    public const string Done = "/signin/done";

    /// <summary>How long the session still lasts.</summary>
    public const string Time = "/signin/time";

    /// <summary>The same, by somebody who is still there.</summary>
    public const string Stay = "/signin/stay";

    /// <summary>The parameter with the page to which a person wanted to go.</summary>
    public const string Back = "back";

    public static void Map(IEndpointRouteBuilder app)
    {
        var pages = app.MapGroup("").BySession().AllowAnonymous().ExcludeFromDescription();
        pages.MapPost(Provider, ProviderAsync);
        pages.MapPost(Development, DevelopmentAsync);
        pages.MapPost(SignOut, SignOutAsync);
        pages.MapGet(Time, (HttpContext context) => TypedResults.Ok(new TimeLeft(Session.SecondsLeft(context))));
        // Like any other use of the session it puts its end off; a question for the time does not.
        pages.MapPost(Stay, (HttpContext context) => TypedResults.Ok(new TimeLeft(Session.SecondsLeft(context))));
    }

    private static async Task ProviderAsync([FromForm] string? back, HttpContext context, IOptions<SignInOptions> options)
    {
        if (options.Value.Authority is not { Length: > 0 })
        {
            await Problem.Of(404, "no-sign-in", "本服务未设置统一身份认证（SignIn:Authority）。", "No identity provider is set here (SignIn:Authority).").ExecuteAsync(context);
            return;
        }
        try
        {
            await context.ChallengeAsync(Session.ProviderScheme, new AuthenticationProperties { RedirectUri = Local(back) ?? "/" });
        }
        catch (Exception away) when (IsAway(away))
        {
            await Problem.Of(503, "provider-away", "统一身份认证暂时无法连接，请稍后再试。", "The identity provider cannot be reached now; try again later.").ExecuteAsync(context);
        }
    }

    private static async Task SignOutAsync([FromForm] string? back, HttpContext context, IOptions<SignInOptions> options)
    {
        var next = To(Local(back));
        // Here first: whether or not the provider can be reached, nobody stays signed in on a shared desk.
        await context.SignOutAsync(Session.Scheme);
        context.Response.Redirect(next);
        if (options.Value.Authority is not { Length: > 0 })
            return;
        try
        {
            await context.SignOutAsync(Session.ProviderScheme, new AuthenticationProperties { RedirectUri = next });
        }
        catch (Exception away) when (IsAway(away))
        {
            // The person may still be signed in there, as by any other of its clients.
        }
    }

    /// <summary>What the framework throws where the provider's discovery document cannot be had.</summary>
    private static bool IsAway(Exception fault) => fault is InvalidOperationException or HttpRequestException or TimeoutException;

    private static IResult DevelopmentAsync([FromForm] string? account, [FromForm] string? back, HttpContext context)
    {
        // Not registered outside Development, where this address does not exist.
        if (context.RequestServices.GetService<DevelopmentAccounts>()?.Accounts.FirstOrDefault(known => known.Name == account) is not { } chosen)
            return Problem.Of(404, "account-unknown", "没有这个试用账号。", "There is no such account for trying out.");
        return Results.SignIn(
            chosen.Role.SignIn(chosen.Name, chosen.City, chosen.Agency), new AuthenticationProperties { RedirectUri = Local(back) ?? chosen.Role.Home }, Session.Scheme);
    }

    /// <summary>The sign-in that leads to a page; to the own first page without one.</summary>
    public static string To(string? page) => page is null ? SignIn : $"{SignIn}?{Back}={Uri.EscapeDataString(page)}";

    /// <param name="Seconds">0 for who is not signed in.</param>
    private sealed record TimeLeft(int Seconds);

    /// <summary>Null for what does not lead to a page here.</summary>
    public static string? Local(string? address) =>
        address is ['/', ..] && address is not ['/', '/' or '\\', ..] && !address.Any(char.IsControl) ? address : null;
}
