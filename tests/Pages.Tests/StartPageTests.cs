using CreditShare.Pages.Tests.Browsing;

namespace CreditShare.Pages.Tests;

/// <summary>The page at <c>/</c>, as both kinds of reader meet it.</summary>
public sealed class StartPageTests(House house)
{
    private const long SizeLimit = 100_000;

    [Theory]
    [InlineData(Language.Chinese)]
    [InlineData(Language.English)]
    public async Task The_start_page_says_what_this_is_without_barriers_and_asks_nobody_else(Language language)
    {
        await using var visitor = await house.VisitAsync(language);
        var answer = await visitor.GotoAsync("/");
        Assert.Equal(200, answer.Status);
        Assert.Contains("CreditShare", await visitor.Page.TitleAsync(), StringComparison.Ordinal);
        Assert.True(await visitor.Page.GetByRole(Microsoft.Playwright.AriaRole.Heading, new() { Level = 1 }).IsVisibleAsync());
        await visitor.ShotAsync("start");
        await visitor.AxeAsync();
        await visitor.CheckQuietAsync();
        Assert.InRange(await visitor.TransferredAsync(), 1, SizeLimit);
    }

    [Theory]
    [InlineData(Language.Chinese)]
    [InlineData(Language.English)]
    public async Task In_Development_there_is_a_button_for_whom_to_be(Language language)
    {
        await using var visitor = await house.VisitAsync(language);
        await visitor.GotoAsync("/signin");
        Assert.Equal(4, await visitor.Page.Locator("form.card").CountAsync());
        await visitor.ShotAsync("signin");
        await visitor.AxeAsync();
        await visitor.CheckQuietAsync();
    }
}
