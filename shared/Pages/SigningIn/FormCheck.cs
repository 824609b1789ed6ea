using CreditShare.Hosting.Auth;
using CreditShare.Hosting.Problems;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CreditShare.Pages.SigningIn;

/// <summary>A form without its token, or with one of another session, does nothing, whether or not its endpoint reads a form; the person is told to load the page again.</summary>
internal static class FormCheck
{
    public static void UseFormCheck(this IApplicationBuilder app) => app.Use((context, next) =>
        context.GetEndpoint()?.Metadata.GetMetadata<BySession>() is not null && context.Features.Get<IAntiforgeryValidationFeature>() is { IsValid: false } check
            ? Refused(check).ExecuteAsync(context)
            : next(context));

    /// <summary>A form that is too large is not read, so its token was not found in it either; to open the page again would not help.</summary>
    private static ProblemHttpResult Refused(IAntiforgeryValidationFeature check) => check.Error?.InnerException is BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge }
        ? TypedResults.Problem(statusCode: StatusCodes.Status413PayloadTooLarge)
        : Problem.Of(400, "form-expired", "页面已过期、打开后换了账号，或者不是从本系统打开的。请重新打开页面再提交；没有任何内容被处理。", "The page has expired, somebody else has signed in since, or it was not opened here. Open it again and send then; nothing was done.");
}
