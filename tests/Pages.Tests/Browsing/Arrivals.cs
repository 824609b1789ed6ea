using Microsoft.Playwright;

namespace CreditShare.Pages.Tests.Browsing;

/// <summary>Waiting for pages that come of what was done.</summary>
internal static class Arrivals
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(50);

    /// <summary>Ends when a page of this address is loaded with all its parts. The document itself is asked: on a machine that is busy, of a page that came by redirections, word of its loading got lost, and who waited for that waited for ever.</summary>
    /// <param name="page">That goes there.</param>
    /// <param name="address">A pattern, as of <see cref="IPage.WaitForURLAsync(string, PageWaitForURLOptions?)"/>.</param>
    public static async Task ArriveAsync(this IPage page, string address)
    {
        await page.WaitForURLAsync(address, new() { WaitUntil = WaitUntilState.Commit });
        await LoadedAsync(page);
    }

    /// <param name="page">That goes there.</param>
    /// <param name="fits">Whether it is the address.</param>
    public static async Task ArriveAsync(this IPage page, Func<string, bool> fits)
    {
        await page.WaitForURLAsync(fits, new() { WaitUntil = WaitUntilState.Commit });
        await LoadedAsync(page);
    }

    /// <summary>Ends when the page that stands is loaded with all its parts.</summary>
    public static async Task LoadedAsync(this IPage page)
    {
        var begun = TimeProvider.System.GetTimestamp();
        while (!await IsLoadedAsync(page))
        {
            if (TimeProvider.System.GetElapsedTime(begun) > Visitor.Patience)
                throw new TimeoutException($"{page.Url} is not loaded after {Visitor.Patience}.");
            await Task.Delay(Between, TimeProvider.System);
        }
    }

    private static async Task<bool> IsLoadedAsync(IPage page)
    {
        try
        {
            return await page.EvaluateAsync<string>("document.readyState").WaitAsync(Visitor.Patience, TimeProvider.System) == "complete";
        }
        catch (PlaywrightException)
        {
            // Another document has just taken its place.
            return false;
        }
    }
}
