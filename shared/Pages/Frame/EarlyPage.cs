using System.Globalization;
using CreditShare.Pages.Language;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace CreditShare.Pages.Frame;

/// <summary>A page as the answer to a request that did not come as far as the pages' own middleware, or failed behind it: language and headers are set here.</summary>
internal static class EarlyPage
{
    /// <inheritdoc cref="PageResult.Of{TPage}"/>
    /// <param name="http">The request.</param>
    public static async Task WriteAsync<TPage>(HttpContext http, int status, params IReadOnlyList<(string Name, object? Value)> parameters)
        where TPage : IComponent
    {
        CultureInfo.CurrentUICulture = await LanguageEndpoint.ReadAsync(http);
        PageHeaders.Set(http.Response);
        // A page that was given up had begun to use its scope and named this header; the framework refuses both a second time.
        http.Response.Headers.Remove("blazor-enhanced-nav");
        var services = http.RequestServices;
        await using var scope = services.CreateAsyncScope();
        http.RequestServices = scope.ServiceProvider;
        try
        {
            await PageResult.Of<TPage>(status, parameters).ExecuteAsync(http);
        }
        finally
        {
            http.RequestServices = services;
        }
    }
}
