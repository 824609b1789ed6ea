using CreditShare.OpenIdProvider;
using CreditShare.Pages.Tests.Browsing;
using Microsoft.Playwright;

namespace CreditShare.Pages.Tests.SigningIn;

/// <summary>What a visitor does at the provider.</summary>
public static class ProviderForm
{
    private const float MostMilliseconds = 60_000;

    /// <summary>Signs in as an account, where the visitor has asked for the provider's form; ends when the client's page is loaded.</summary>
    public static async Task ChooseAsync(this Visitor visitor, Account account)
    {
        var button = visitor.Page.Locator($"button[value='{account.Subject}']");
        if (!await IsThereAsync(button))
            await AskAgainAsync(visitor, button);
        var provider = new Uri(visitor.Page.Url).Authority;
        await button.ClickAsync();
        await visitor.Page.ArriveAsync(address => new Uri(address).Authority != provider);
    }

    /// <summary>A person would ask once more too. Twice in some ten runs of all tests on two processors the provider, in this process, had not answered for minutes; why is not known, so what was seen is said if it happens again.</summary>
    private static async Task AskAgainAsync(Visitor visitor, ILocator button)
    {
        var seen = $"{visitor.Page.Url}: {await visitor.Page.Locator("body").InnerTextAsync()}";
        var client = visitor.Page.Locator("form[action='/signin/provider'] button");
        if (await client.CountAsync() > 0)
            await client.ClickAsync();
        else
            await visitor.Page.ReloadAsync();
        if (!await IsThereAsync(button))
            throw new TimeoutException($"The provider's form has not come, nor when it was asked for again. First there was {seen}");
    }

    private static async Task<bool> IsThereAsync(ILocator button)
    {
        try
        {
            await button.WaitForAsync(new() { Timeout = MostMilliseconds });
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }
}
