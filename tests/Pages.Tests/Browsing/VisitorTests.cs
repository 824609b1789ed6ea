using System.Text.Json;
using Xunit.Sdk;

namespace CreditShare.Pages.Tests.Browsing;

/// <summary>What the tests of pages rely on to find faults finds them.</summary>
public sealed class VisitorTests(House house) : IAsyncLifetime
{
    private MadePages pages = null!;

    public async ValueTask InitializeAsync() => pages = await MadePages.StartAsync(TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => pages.DisposeAsync();

    [Theory]
    [InlineData("/console", "the page complains")]
    [InlineData("/thrown", "the page gives up")]
    [InlineData("/policy", "Content Security Policy")]
    [InlineData("/elsewhere", "request elsewhere: http://elsewhere.example/picture.png")]
    [InlineData("/missing", "answered 404")]
    public async Task A_fault_that_a_look_does_not_show_fails_the_visit_and_is_named(string path, string named)
    {
        await using var visitor = await VisitAsync();
        await visitor.GotoAsync(path);
        var failure = await Assert.ThrowsAnyAsync<XunitException>(visitor.CheckQuietAsync);
        Assert.Contains(named, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_that_is_refused_on_purpose_is_no_fault()
    {
        await using var visitor = await VisitAsync();
        Assert.Equal(403, (await visitor.GotoAsync("/refused")).Status);
        await visitor.CheckQuietAsync();
    }

    [Fact]
    public async Task Axe_names_a_barrier_under_a_strict_policy_too()
    {
        await using var visitor = await VisitAsync();
        await visitor.GotoAsync("/barrier");
        var failure = await Assert.ThrowsAnyAsync<XunitException>(visitor.CheckBarriersAsync);
        Assert.Contains("critical: image-alt", failure.Message, StringComparison.Ordinal);
        await visitor.CheckQuietAsync();
    }

    [Theory]
    [InlineData("/unreached", "not reached: <a href=\"/\" tabindex=\"-1\">乙</a>")]
    [InlineData("/unseen", "not to be seen where one is: <button style=\"outline: none\">乙</button>")]
    [InlineData("/pale", "not to be seen where one is: <button style=\"outline: 3px solid #f2b01e\">乙</button>")]
    [InlineData("/disordered", "out of the page's order: <a href=\"/\" tabindex=\"1\">乙</a>")]
    [InlineData("/trap", "no way round to: <a href=\"/\">甲</a>")]
    [InlineData("/keyboard", null)]
    public async Task What_a_keyboard_does_not_come_to_in_order_and_in_sight_is_named_and_nothing_else(string path, string? named)
    {
        await using var visitor = await VisitAsync();
        await visitor.GotoAsync(path);
        Assert.Equal(named is null ? [] : [named], await KeyboardWalk.FaultsAsync(visitor.Page, Visitor.Patience));
    }

    [Fact]
    public async Task What_a_page_weighs_is_its_document_and_its_styles_and_not_its_pictures()
    {
        await using var visitor = await VisitAsync();
        await visitor.GotoAsync("/heavy");
        Assert.InRange(await visitor.TransferredAsync(), MadePages.HeavyBytes, MadePages.HeavyBytes * 3 / 2);
    }

    [Theory]
    [InlineData(Language.Chinese, "zh-CN", "年")]
    [InlineData(Language.English, "en", "yyyy")]
    public async Task The_browser_asks_for_the_visitors_language_and_its_own_fields_speak_it(Language language, string asked, string ofTheYear)
    {
        await using var browsers = await Browsers.StartAsync(ownTexts: true, TestContext.Current.CancellationToken);
        await using var visitor = await Visitor.StartAsync(browsers, language, pages.Address);
        var answer = await visitor.GotoAsync("/date");
        Assert.StartsWith(asked, (await answer.Request.AllHeadersAsync())["accept-language"], StringComparison.Ordinal);
        // A date field's parts are the browser's, out of a page's reach.
        var browser = await visitor.Page.Context.NewCDPSessionAsync(visitor.Page);
        var tree = await browser.SendAsync("DOM.getDocument", new() { ["depth"] = -1, ["pierce"] = true });
        Assert.Contains(Texts(tree!.Value.GetProperty("root")), text => text.Contains(ofTheYear, StringComparison.Ordinal));
    }

    private Task<Visitor> VisitAsync() => Visitor.StartAsync(house.Browsers, Language.Chinese, pages.Address);

    private static IEnumerable<string> Texts(JsonElement node) =>
    [
        node.GetProperty("nodeValue").GetString()!,
        .. new[] { "children", "shadowRoots" }.Where(inner => node.TryGetProperty(inner, out _)).SelectMany(inner => node.GetProperty(inner).EnumerateArray()).SelectMany(Texts),
    ];
}
