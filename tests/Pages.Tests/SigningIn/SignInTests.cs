using CreditShare.OpenIdProvider;
using CreditShare.Pages.Tests.Browsing;

namespace CreditShare.Pages.Tests.SigningIn;

/// <summary>The provider in a real browser, with the framework's own handler as its client.</summary>
public sealed class SignInTests(House house)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null)]
    [InlineData("made-up")]
    public async Task Somebody_signs_in_at_the_provider_is_known_to_the_client_and_signs_out_at_both(string? secret)
    {
        await using var provider = await Provider.StartAsync(Cancel, secret);
        await using var client = await MadeClient.StartAsync(provider, secret, Cancel);
        await using var visitor = await Visitor.StartAsync(house.Browsers, Language.Chinese, client.Address, provider.Address);

        await visitor.GotoAsync("/");
        Assert.StartsWith(provider.Address.ToString(), visitor.Page.Url, StringComparison.Ordinal);
        await visitor.AxeAsync();
        await visitor.ChooseAsync(Account.BureauClerk);
        Assert.Equal(client.Address.ToString(), visitor.Page.Url);
        var said = await visitor.Page.Locator("p").InnerTextAsync();
        Assert.All(["sub=clerk-330100", "role=bureau-clerk", "city=330100"], (string claim) => Assert.Contains(claim, said, StringComparison.Ordinal));

        await visitor.GotoAsync("/leave");
        Assert.Equal(new Uri(client.Address, "/left").ToString(), visitor.Page.Url);
        await visitor.GotoAsync("/");
        Assert.StartsWith(provider.Address.ToString(), visitor.Page.Url, StringComparison.Ordinal);
        await visitor.CheckQuietAsync();
    }
}
