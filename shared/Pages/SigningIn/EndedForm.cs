using CreditShare.Pages.Frame;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;

namespace CreditShare.Pages.SigningIn;

/// <summary>
/// A form that is sent when its session has ended: nothing of it is done, and nothing of it is lost. The answer is a page that holds what was typed, to be sent again after a sign-in in another tab. It holds the
/// form's token as it came, which fits the account that opened the form and no other: whoever else signs in meanwhile, or a page elsewhere that wrote the form, sends nothing by it.
/// </summary>
internal static class EndedForm
{
    /// <summary>A larger form is not read: it brings a file, which no page can hold.</summary>
    private const long MostBytes = 4 * 1024 * 1024;

    public static async Task AskToSignInAsync(RedirectContext<CookieAuthenticationOptions> context)
    {
        var http = context.HttpContext;
        if (HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method))
        {
            http.Response.Redirect(context.RedirectUri);
            return;
        }
        await EarlyPage.WriteAsync<EndedFormPage>(http, StatusCodes.Status401Unauthorized, (nameof(EndedFormPage.Typed), await ReadAsync(http.Request)));
    }

    /// <summary>Null for what is no form, a broken one, or one too large.</summary>
    private static async Task<IFormCollection?> ReadAsync(HttpRequest request)
    {
        if (!request.HasFormContentType || !(request.ContentLength <= MostBytes))
            return null;
        try
        {
            return await request.ReadFormAsync(request.HttpContext.RequestAborted);
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException)
        {
            return null;
        }
    }
}
