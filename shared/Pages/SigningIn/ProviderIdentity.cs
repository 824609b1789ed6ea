using System.Security.Claims;
using CreditShare.Hosting.Auth;
using CreditShare.Hosting.Problems;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;

namespace CreditShare.Pages.SigningIn;

/// <summary>Whom a provider signed in, as a session of ours: account, role, city and agency, and nothing else of what the provider tells.</summary>
internal static class ProviderIdentity
{
    public static Task Take(TokenValidatedContext context, SignInOptions options)
    {
        var told = context.Principal!;
        var (account, role) = (told.FindFirstValue(Caller.AccountClaim), Role.Of(told.FindFirstValue(options.RoleClaim)));
        if (account is not { Length: > 0 and <= 200 } || role is null)
            context.Fail(new AuthenticationFailureException(role is null ? "role-missing" : "account-missing"));
        else
            context.Principal = role.SignIn(account, told.FindFirstValue(options.CityClaim), told.FindFirstValue(options.AgencyClaim));
        return Task.CompletedTask;
    }

    /// <summary>The provider or the person said no, or what came back is not what was asked for.</summary>
    public static async Task RefuseAsync(RemoteFailureContext context)
    {
        context.HandleResponse();
        var roles = string.Join(", ", Role.All.Select(role => role.Code));
        await (context.Failure?.Message switch
        {
            "role-missing" => Problem.Of(403, "role-missing", $"统一身份认证未给出角色，应为 {roles} 之一。请联系管理员。", $"The identity provider named no role; it must be one of {roles}. Ask your administrator."),
            "account-missing" => Problem.Of(403, "account-missing", "统一身份认证未给出账号（sub），或超过 200 个字符。", "The identity provider named no account (sub), or one longer than 200 characters."),
            _ => Problem.Of(403, "sign-in-failed", "登录未完成，请重新登录。", "The sign-in was not completed; sign in again."),
        }).ExecuteAsync(context.HttpContext);
    }
}
