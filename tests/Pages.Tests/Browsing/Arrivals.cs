using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace CreditShare.Pages.Tests.Browsing;

/// <summary>Waiting for pages that come of what was done.</summary>
internal static class Arrivals
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(50);

    /// <summary>Ends when a page of this address is loaded with all its parts.</summary>
    /// <param name="page">That goes there.</param>
    /// <param name="address">Its end, of which <c>**</c> is any part, and <c>*</c> any without a slash.</param>
    public static Task ArriveAsync(this IPage page, string address)
    {
        var pattern = new Regex($"^{Regex.Escape(address).Replace(@"\*\*", ".*", StringComparison.Ordinal).Replace(@"\*", "[^/]*", StringComparison.Ordinal)}$");
        return page.ArriveAsync(pattern.IsMatch);
    }

    /// <summary>The same. The document itself is asked: on a machine that is busy, of a page that came by redirections, word of its loading got lost, and who waited for that waited for ever.</summary>
    /// <param name="page">That goes there.</param>
    /// <param name="fits">Whether it is the address.</param>
    public static async Task ArriveAsync(this IPage page, Func<string, bool> fits)
    {
        var begun = TimeProvider.System.GetTimestamp();
        while (!await IsLoadedAsync(page, fits))
        {
            if (TimeProvider.System.GetElapsedTime(begun) > Visitor.Patience)
                throw new TimeoutException($"The page that was to come is not loaded after {Visitor.Patience}; {page.Url} stands.");
            await Task.Delay(Between, TimeProvider.System);
        }
    }

    /// <summary>Ends when the page that stands is loaded with all its parts.</summary>
    public static Task LoadedAsync(this IPage page) => page.ArriveAsync(_ => true);

    private static async Task<bool> IsLoadedAsync(IPage page, Func<string, bool> fits)
    {
        try
        {
            var loaded = await page.EvaluateAsync<string?>("document.readyState === 'complete' ? location.href : null").WaitAsync(Visitor.Patience, TimeProvider.System);
            return loaded is not null && fits(loaded);
        }
        catch (PlaywrightException)
        {
            // Another document has just taken its place.
            return false;
        }
    }
}
