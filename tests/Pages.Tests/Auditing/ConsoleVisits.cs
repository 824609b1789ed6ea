using CreditShare.Pages.Tests.Browsing;
using Microsoft.Playwright;

namespace CreditShare.Pages.Tests.Auditing;

/// <summary>Visits of those who audit and run the system.</summary>
internal static class ConsoleVisits
{
    public const string CommitteeMember = "auditor-1";

    public const string Operator = "operator-1";

    /// <summary>Signs in by the button that there is in Development, and so comes to a page.</summary>
    public static async Task SignInAsync(this IPage page, Uri home, string account, string path)
    {
        await page.GotoAsync(new Uri(home, $"/signin?back={Uri.EscapeDataString(path)}").ToString());
        var card = page.Locator("form.card").Filter(new() { Has = page.Locator($"[value='{account}']") });
        if (await card.Locator("select").CountAsync() > 0)
            await card.Locator("select").SelectOptionAsync(account);
        await card.Locator("button").ClickAsync();
        // With its style sheets: what is hidden is hidden by them.
        await page.ArriveAsync(url => !url.Contains("/signin", StringComparison.Ordinal));
    }

    /// <summary>By the button in the frame.</summary>
    public static Task SignOutAsync(this IPage page) => page.Locator("form[action='/signout'] button").ClickAsync();
}
