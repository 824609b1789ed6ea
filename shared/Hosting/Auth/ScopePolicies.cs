using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;

namespace CreditShare.Hosting.Auth;

/// <summary>A policy a scope. City scopes also need a city in the token, agency scopes an agency.</summary>
public static class ScopePolicies
{
    /// <summary>The endpoint's scope; what its caller must have.</summary>
    public static TBuilder RequireScope<TBuilder>(this TBuilder endpoints, string scope)
        where TBuilder : IEndpointConventionBuilder =>
        endpoints.RequireAuthorization(scope);

    internal static void Add(AuthorizationOptions options)
    {
        foreach (var scope in Scopes.All)
            options.AddPolicy(scope, policy => policy.RequireAuthenticatedUser().AddRequirements(new ScopeRequirement(scope)));
        // Deny by default: an endpoint that names no scope is closed to everyone.
        options.FallbackPolicy = options.DefaultPolicy = new AuthorizationPolicyBuilder()
            .RequireAuthenticatedUser().AddRequirements(new ScopeRequirement("")).Build();
    }
}

/// <summary>The caller's token must allow this.</summary>
internal sealed record ScopeRequirement(string Scope) : IAuthorizationRequirement;

internal sealed class ScopeHandler : AuthorizationHandler<ScopeRequirement>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, ScopeRequirement requirement)
    {
        var fault = requirement.Scope switch
        {
            "" => "no-scope-named",
            _ when context.User.Account() is null => "account-missing",
            var scope when !context.User.HasScope(scope) => "scope-missing",
            Scopes.BatchesWrite or Scopes.BatchesRead or Scopes.RecordsRead when context.User.City() is null => "city-missing",
            Scopes.SubjectsRead when context.User.Agency() is null => "agency-missing",
            _ => null,
        };
        if (fault is null)
            context.Succeed(requirement);
        else
            context.Fail(new AuthorizationFailureReason(this, fault));
        return Task.CompletedTask;
    }
}
