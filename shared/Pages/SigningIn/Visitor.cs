using System.Security.Claims;
using CreditShare.Hosting.Auth;
using Microsoft.AspNetCore.Http;

namespace CreditShare.Pages.SigningIn;

/// <summary>The person whose page is being made. One a request.</summary>
public sealed class Visitor(IHttpContextAccessor accessor)
{
    public HttpContext Http => accessor.HttpContext ?? throw new InvalidOperationException("There is no request.");

    public ClaimsPrincipal User => Http.User;

    /// <summary>Null before the sign-in.</summary>
    public Role? Role => Role.Of(User.FindFirstValue(Role.RoleClaim));

    public string? Account => User.Account();

    public string? City => User.City();

    public string? Agency => User.Agency();

    /// <summary>Answers with a status other than 200, and with the page as it is. Set when the answer starts: a page that is 404 before, the framework takes for one that nobody wrote, and drops what it says.</summary>
    public void AnswerWith(int status) => Http.Response.OnStarting(() =>
    {
        Http.Response.StatusCode = status;
        return Task.CompletedTask;
    });

    /// <summary>Path and query of this page: to come back to it.</summary>
    public string Here => $"{Http.Request.PathBase}{Http.Request.Path}{Http.Request.QueryString}";
}
