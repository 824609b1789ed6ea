using CreditShare.Pages.Tests.Browsing;
using Microsoft.Playwright;

namespace CreditShare.Pages.Tests.Bureau;

/// <summary>What a clerk does at the bureau's pages, in intentions.</summary>
internal static class Clerk
{
    /// <summary>Signs in by the button of Development, from the page that was wanted.</summary>
    public static async Task SignInAsClerkAsync(this IPage page, string city = "330100")
    {
        var form = page.Locator("form:has([value^='bureau-'])");
        await form.Locator("select").SelectOptionAsync($"bureau-{city}");
        await form.Locator("button").ClickAsync();
        // With its scripts: what is done before they are there is done without them.
        await page.ArriveAsync(url => !url.Contains("/signin", StringComparison.Ordinal));
    }

    /// <summary>Pushes a file from the page that stands; does not wait for what comes of it.</summary>
    public static async Task PushAsync(this IPage page, string name, byte[] file, string type = "text/csv")
    {
        await page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = name, MimeType = type, Buffer = file });
        await page.Locator("form[enctype] button").ClickAsync();
    }

    /// <summary>Ends at the batch's page, when it says that everything is decided.</summary>
    /// <returns>The page's address.</returns>
    public static async Task<string> AwaitDecidedAsync(this IPage page)
    {
        await page.ArriveAsync("**/bureau/batches/*");
        // It loads itself anew until then.
        await page.Locator("main .actions").WaitForAsync();
        return new Uri(page.Url).AbsolutePath;
    }

    public static Task<string> MainAsync(this IPage page) => page.Locator("main").InnerTextAsync();

    /// <summary>The picture of the page, and no barrier on it.</summary>
    public static async Task LookAtAsync(this Visitor visitor, string name)
    {
        await visitor.ShotAsync($"bureau-{name}");
        await visitor.CheckBarriersAsync();
    }
}
