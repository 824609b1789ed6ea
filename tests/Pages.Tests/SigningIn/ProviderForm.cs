using CreditShare.OpenIdProvider;
using CreditShare.Pages.Tests.Browsing;

namespace CreditShare.Pages.Tests.SigningIn;

/// <summary>What a visitor does at the provider.</summary>
public static class ProviderForm
{
    /// <summary>Signs in as an account, where the visitor's page is the provider's form; ends when the client's page is loaded.</summary>
    public static async Task ChooseAsync(this Visitor visitor, Account account)
    {
        var provider = new Uri(visitor.Page.Url).Authority;
        await visitor.Page.Locator($"button[value='{account.Subject}']").ClickAsync();
        await visitor.Page.WaitForURLAsync(address => new Uri(address).Authority != provider);
    }
}
