using CreditShare.Hosting.Limits;
using CreditShare.Hosting.Problems;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace CreditShare.Hosting.Auth;

/// <summary>Records a refusal of access, then answers it with what to do about it. A refusal that cannot be recorded is answered with 503.</summary>
internal sealed partial class RefusalAnswers(RefusalDamper refusals, ILogger<RefusalAnswers> logger) : IAuthorizationMiddlewareResultHandler
{
    public async Task HandleAsync(
        RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        // What routing made up itself (nothing here, wrong method, wrong content type) is no endpoint of ours: it may say so.
        if (authorizeResult.Succeeded || context.GetEndpoint() is not RouteEndpoint)
        {
            await next(context);
            return;
        }
        // Not to be signed in is no refusal: the person is asked who it is, and comes back.
        if (authorizeResult.Challenged && context.GetEndpoint()!.Metadata.GetMetadata<BySession>() is not null)
        {
            await context.ChallengeAsync();
            return;
        }
        var status = authorizeResult.Challenged ? StatusCodes.Status401Unauthorized : StatusCodes.Status403Forbidden;
        var reason = authorizeResult.Challenged
            ? (context.Request.Headers.Authorization.Count > 0 ? "token-invalid" : "token-missing")
            : authorizeResult.AuthorizationFailure?.FailureReasons.FirstOrDefault()?.Message ?? "scope-missing";
        if (!await RecordedAsync(context, status, reason))
        {
            await TypedResults.Problem(statusCode: StatusCodes.Status503ServiceUnavailable).ExecuteAsync(context);
            return;
        }
        if (authorizeResult.Challenged)
            context.Response.Headers.WWWAuthenticate = "Bearer";
        var scope = policy.Requirements.OfType<ScopeRequirement>().FirstOrDefault()?.Scope ?? "";
        await (context.GetEndpoint()!.Metadata.GetMetadata<BySession>() is null
            ? Problem.Of(status, reason, Zh(reason, scope), En(reason, scope))
            : Problem.Of(status, reason, PageZh(reason), PageEn(reason))).ExecuteAsync(context);
    }

    private async Task<bool> RecordedAsync(HttpContext context, int status, string reason)
    {
        try
        {
            await refusals.RecordAsync(context, status, reason, RefusalDamper.TenInAFlood);
            return true;
        }
        catch (Exception fault) when (!context.RequestAborted.IsCancellationRequested)
        {
            NotRecorded(logger, fault, reason);
            return false;
        }
    }

    [LoggerMessage(1, LogLevel.Error, "A refusal of access ({Reason}) could not be recorded.")]
    private static partial void NotRecorded(ILogger logger, Exception fault, string reason);

    private static string PageZh(string reason) => reason switch
    {
        "city-missing" => "统一身份认证没有给出您所属的城市，不能使用这个页面，请联系管理员。本次访问已记入交换日志。",
        "agency-missing" => "统一身份认证没有给出您所属的机构，不能使用这个页面，请联系管理员。本次访问已记入交换日志。",
        _ => "您登录的身份无权使用这个页面，请以有此权限的身份登录。本次访问已记入交换日志。",
    };

    private static string PageEn(string reason) => reason switch
    {
        "city-missing" => "The identity provider named no city of yours, so this page is closed to you; ask your administrator. This was written into the exchange log.",
        "agency-missing" => "The identity provider named no agency of yours, so this page is closed to you; ask your administrator. This was written into the exchange log.",
        _ => "You are signed in as somebody who may not use this page; sign in as one who may. This was written into the exchange log.",
    };

    private static string Zh(string reason, string scope) => reason switch
    {
        "token-missing" => "缺少访问令牌。请在请求头加入 Authorization: Bearer <令牌>。",
        "token-invalid" => "访问令牌无效或已过期。请重新获取令牌。",
        "account-missing" => "令牌中没有账号（sub），或超过 200 个字符。",
        "city-missing" => "令牌中没有城市（city）。请使用市级信用机构的令牌。",
        "agency-missing" => "令牌中没有机构（agency）。请使用用信机构的令牌。",
        "subject-missing" => "令牌中没有信用主体（subject）。请使用信用主体授权代表的令牌。",
        "authorisation-missing" => "令牌中没有授权书编号（authorisation，1 至 100 个字符）。请使用信用主体授权代表的令牌。",
        "no-scope-named" => "该接口未开放。",
        _ => $"令牌没有权限 {scope}。请使用具有该权限的令牌。",
    };

    private static string En(string reason, string scope) => reason switch
    {
        "token-missing" => "The request has no access token. Send the header Authorization: Bearer <token>.",
        "token-invalid" => "The access token is not valid or has expired. Get a new one.",
        "account-missing" => "The token names no account (sub), or one longer than 200 characters.",
        "city-missing" => "The token names no city. Use a token of a city credit bureau.",
        "agency-missing" => "The token names no agency. Use a token of an agency.",
        "subject-missing" => "The token names no subject. Use a token of the subject's authorised representative.",
        "authorisation-missing" => "The token names no authorisation (1 to 100 characters). Use a token of the subject's authorised representative.",
        "no-scope-named" => "This endpoint is open to nobody.",
        _ => $"The token lacks the scope {scope}. Use a token that has it.",
    };
}
