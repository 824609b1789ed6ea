using System.Net;

namespace CreditShare.OpenIdProvider;

/// <summary>Lists the accounts; a click on one signs in as it.</summary>
internal static class SignInForm
{
    public const string Path = "/sign-in";

    /// <param name="returnTo">Path and query at which the provider goes on.</param>
    public static string Html(string returnTo) => $$"""
        <!doctype html>
        <html lang="zh-CN">
        <head><meta charset="utf-8"><title>统一身份认证（测试） Sign in (test)</title></head>
        <body>
          <main>
            <h1>统一身份认证（测试） Sign in (test)</h1>
            <form method="post" action="{{Path}}">
              <input type="hidden" name="returnTo" value="{{WebUtility.HtmlEncode(returnTo)}}">
              {{string.Concat(Account.All.Select(Button))}}
            </form>
          </main>
        </body>
        </html>
        """;

    private static string Button(Account account) =>
        $"<p><button name=\"account\" value=\"{account.Subject}\">{WebUtility.HtmlEncode($"{account.Zh} {account.En}")}</button></p>";
}
