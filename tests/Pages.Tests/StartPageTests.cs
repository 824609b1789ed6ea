using CreditShare.Pages.Tests.Auditing;
using CreditShare.Pages.Tests.Browsing;
using CreditShare.Pages.Tests.Bureau;

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
        Assert.Equal(
            ["/bureau", "/agency", "/committee", "/operator"],
            (await visitor.Page.Locator(".card a").EvaluateAllAsync<string[]>("links => links.map(link => new URL(link.href).searchParams.get('back'))")));
        await visitor.ShotAsync("start");
        await visitor.CheckBarriersAsync();
        await visitor.CheckQuietAsync();
        Assert.InRange(await visitor.TransferredAsync(), 1, SizeLimit);
    }

    [Fact]
    public async Task The_API_s_page_runs_under_a_policy_that_lets_in_no_script_but_its_own()
    {
        await using var visitor = await house.VisitAsync(Language.English);
        var answer = await visitor.GotoAsync("/docs");
        var policy = answer.Headers["content-security-policy"];
        Assert.Contains("default-src 'none'; script-src 'self' 'nonce-", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe-inline", policy.Split(';').Single(part => part.Contains("script-src", StringComparison.Ordinal)), StringComparison.Ordinal);
        // Drawn by its scripts out of the document.
        await Microsoft.Playwright.Assertions.Expect(visitor.Page.Locator("body")).ToContainTextAsync("/v1/batches");
        await visitor.CheckQuietAsync();
    }

    [Theory]
    [InlineData(Language.Chinese)]
    [InlineData(Language.English)]
    public async Task The_committees_first_page_weighs_little_without_the_library_of_charts(Language language)
    {
        await using var visitor = await house.VisitAsync(language);
        await visitor.Page.SignInAsync((await house.SampledAsync()).Process.Address, ConsoleVisits.CommitteeMember, "/committee");
        Assert.EndsWith("/committee", visitor.Page.Url, StringComparison.Ordinal);
        await visitor.Page.LoadedAsync();
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
        await visitor.CheckBarriersAsync();
        await visitor.CheckQuietAsync();
    }

    [Theory]
    [InlineData(Language.Chinese)]
    [InlineData(Language.English)]
    public async Task Who_signed_in_by_a_card_that_does_not_fit_is_told_whose_page_it_is_and_signs_in_as_another(Language language)
    {
        await using var visitor = await house.VisitAsync(language);
        await visitor.GotoAsync("/agency/cases?state=unclaimed");
        Assert.Contains(language is Language.Chinese ? "属于用信机构经办" : "Agency officer", await visitor.Page.Locator("main > p").First.InnerTextAsync(), StringComparison.Ordinal);
        await visitor.Page.SignInAsClerkAsync();
        var said = await visitor.Page.Locator("main").InnerTextAsync();
        Assert.Contains(language is Language.Chinese ? "用信机构经办" : "Agency officer", said, StringComparison.Ordinal);
        Assert.Contains(language is Language.Chinese ? "信用机构经办：bureau-330100" : "Bureau clerk: bureau-330100", said, StringComparison.Ordinal);
        await visitor.ShotAsync("refused");
        await visitor.CheckBarriersAsync();

        await visitor.Page.Locator("main form[action='/signout'] button").ClickAsync();
        var form = visitor.Page.Locator("form:has([value^='officer-'])");
        await form.Locator("button").ClickAsync();
        Assert.EndsWith("/agency/cases?state=unclaimed", visitor.Page.Url, StringComparison.Ordinal);
        await visitor.CheckQuietAsync();
    }
}
