using System.Security.Claims;
using CreditShare.Hosting.Auth;
using CreditShare.Hosting.Limits;
using CreditShare.Hosting.Problems;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CreditShare.Pages.SigningIn;

/// <summary>Whom a provider signed in, as a session of ours: account, role, city and agency, and nothing else of what the provider tells.</summary>
internal static partial class ProviderIdentity
{
    private const string NoRole = "role-missing";
    private const string NoAccount = "account-missing";

    public static Task Take(TokenValidatedContext context, SignInOptions options)
    {
        var told = context.Principal!;
        var (account, role) = (told.FindFirstValue(Caller.AccountClaim), Role.Of(told.FindFirstValue(options.RoleClaim)));
        if (account is not { Length: > 0 and <= 200 } || role is null)
            context.Fail(new AuthenticationFailureException(role is null ? NoRole : NoAccount));
        else
            context.Principal = role.SignIn(account, told.FindFirstValue(options.CityClaim), told.FindFirstValue(options.AgencyClaim));
        return Task.CompletedTask;
    }

    /// <summary>The provider or the person said no, or what came back is not what was asked for. That somebody has an account there and no part here is an entry of the log, like every refusal.</summary>
    public static async Task RefuseAsync(RemoteFailureContext context)
    {
        context.HandleResponse();
        if (context.Failure?.Message is NoRole or NoAccount && !await IsRecordedAsync(context, context.Failure.Message))
        {
            await TypedResults.Problem(statusCode: StatusCodes.Status503ServiceUnavailable).ExecuteAsync(context.HttpContext);
            return;
        }
        var roles = string.Join(", ", Role.All.Select(role => role.Code));
        await (context.Failure?.Message switch
        {
            NoRole => Problem.Of(403, NoRole, $"统一身份认证未给出角色，应为 {roles} 之一。请联系管理员。", $"The identity provider named no role; it must be one of {roles}. Ask your administrator."),
            NoAccount => Problem.Of(403, NoAccount, "统一身份认证未给出账号（sub），或超过 200 个字符。", "The identity provider named no account (sub), or one longer than 200 characters."),
            _ => Problem.Of(403, "sign-in-failed", "登录未完成，请重新登录。", "The sign-in was not completed; sign in again."),
        }).ExecuteAsync(context.HttpContext);
    }

    private static async Task<bool> IsRecordedAsync(RemoteFailureContext context, string reason)
    {
        var services = context.HttpContext.RequestServices;
        try
        {
            // Not as the visitor spells it: each spelling would begin a flood of its own.
            await services.GetRequiredService<RefusalDamper>().RecordSignInAsync($"GET {context.Options.CallbackPath}", reason, context.HttpContext.RequestAborted);
            return true;
        }
        catch (Exception fault) when (!context.HttpContext.RequestAborted.IsCancellationRequested)
        {
            NotRecorded(services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(ProviderIdentity)), fault, reason);
            return false;
        }
    }

    [LoggerMessage(1, LogLevel.Error, "A refused sign-in ({Reason}) could not be recorded.")]
    private static partial void NotRecorded(ILogger logger, Exception fault, string reason);
}
