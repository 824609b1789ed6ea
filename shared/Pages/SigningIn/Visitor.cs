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

    /// <summary>The status of a page that says in its own words why it is not the one asked for. It is set when the answer starts: earlier, the framework would give up the page of a 404.</summary>
    public void Answer(int status)
    {
        var response = Http.Response;
        response.OnStarting(() =>
        {
            response.StatusCode = status;
            return Task.CompletedTask;
        });
    }

    /// <summary>Path and query of this page: to come back to it.</summary>
    public string Here => $"{Http.Request.PathBase}{Http.Request.Path}{Http.Request.QueryString}";
}
