using CreditShare.Pages.Tests.Agency;
using CreditShare.Pages.Tests.Browsing;
using CreditShare.Pages.Tests.Bureau;
using CreditShare.Systems;
using CreditShare.Testing;
using Microsoft.Playwright;

namespace CreditShare.Pages.Tests.SigningIn;

/// <summary>A session that ends under somebody's hands loses nothing that was typed or chosen, and does nothing twice or by halves.</summary>
public sealed class EndedSessionTests(House house)
{
    private const string Fined = "913301039M2L6DET36";
    private const string SessionCookie = "creditshare-session";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Language.Chinese)]
    [InlineData(Language.English)]
    public async Task What_was_typed_is_sent_after_a_sign_in_in_another_tab(Language language)
    {
        await using var visitor = await house.VisitAsync(language);
        await visitor.SignInAsOfficerAsync();
        await EndAsync(visitor);
        await visitor.LookUpAsync(Fined, "ENDED-1");
        Assert.Contains(language is Language.Chinese ? "登录已结束，内容没有提交" : "The session has ended; nothing was sent", await visitor.MainAsync(), StringComparison.Ordinal);
        await visitor.ShotAsync("signin-ended");
        await visitor.CheckBarriersAsync();

        await SignInBesideAsync(visitor, "officer-330100-licensing");
        await visitor.Page.Locator("main form button").ClickAsync();
        await visitor.Page.Locator(".verdict").WaitForAsync();
        Assert.Contains("ENDED-1", await visitor.MainAsync(), StringComparison.Ordinal);
        await visitor.CheckQuietAsync();
    }

    [Fact]
    public async Task Who_signs_in_as_somebody_else_sends_nothing_of_what_the_one_before_had_typed()
    {
        var system = await house.SampledAsync();
        await using var visitor = await house.VisitAsync(Language.Chinese);
        await visitor.SignInAsOfficerAsync();
        await EndAsync(visitor);
        await visitor.LookUpAsync(Fined, "ENDED-OTHER");
        await SignInBesideAsync(visitor, "officer-330100-tendering");
        await visitor.Page.Locator("main form button").ClickAsync();
        Assert.Contains("没有任何内容被处理", await visitor.MainAsync(), StringComparison.Ordinal);
        // The log is in order: where a later lookup stands in it, an earlier one would too.
        await system.Agency().GetAsync($"/v1/subjects/{Fined}/punishments?purpose=licensing&caseNumber=ENDED-LATER", Cancel);
        while (await CountAsync("ENDED-LATER") == 0)
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, Cancel);
        Assert.Equal(0, await CountAsync("ENDED-OTHER"));

        async Task<int> CountAsync(string caseNumber) =>
            (await system.Auditor().GetAsync($"/v1/log/entries?case={caseNumber}", Cancel)).Body.GetProperty("items").GetArrayLength();
    }

    [Theory]
    [InlineData(Language.Chinese)]
    [InlineData(Language.English)]
    public async Task A_file_chosen_is_still_chosen_and_is_one_batch_after_the_sign_in(Language language)
    {
        await using var visitor = await house.VisitAsync(language, samples: false);
        await visitor.GotoAsync("/bureau");
        await visitor.Page.SignInAsClerkAsync("330600");
        await EndAsync(visitor);
        var file = $"ended-{language}.ndjson";
        await visitor.Page.PushAsync(file, Client.Ndjson([Some.Penalty(language is Language.Chinese ? 9301 : 9302)]), "application/x-ndjson");
        var said = visitor.Page.Locator("form[data-upload] [role=alert]");
        await said.WaitForAsync();
        Assert.Contains(language is Language.Chinese ? "登录已结束，没有提交任何内容" : "The session has ended and nothing was sent", await said.InnerTextAsync(), StringComparison.Ordinal);
        Assert.EndsWith("/bureau", visitor.Page.Url, StringComparison.Ordinal);
        await visitor.ShotAsync("bureau-ended");
        await visitor.CheckBarriersAsync();

        await SignInBesideAsync(visitor, "bureau-330600");
        Assert.EndsWith(file, await visitor.Page.Locator("input[type=file]").InputValueAsync(), StringComparison.Ordinal);
        await visitor.Page.Locator("form[data-upload] button").ClickAsync();
        await visitor.Page.AwaitDecidedAsync();
        await visitor.GotoAsync("/bureau/batches");
        Assert.Equal(1, await visitor.Page.Locator("main tbody tr").Filter(new() { HasText = file }).CountAsync());
        await visitor.CheckQuietAsync();
    }

    [Fact]
    public async Task Without_script_a_form_with_a_file_keeps_what_was_typed_and_asks_for_the_file_again()
    {
        await using var visitor = await house.VisitAsync(Language.Chinese, script: false);
        await visitor.SignInAsOfficerAsync(wanted: "/agency/list");
        await visitor.Page.Locator("[name=file]").SetInputFilesAsync(Bidders);
        await visitor.Page.Locator("[name=purpose]").SelectOptionAsync("licensing");
        await visitor.Page.Locator("[name=caseNumber]").FillAsync("ENDED-LIST");
        await EndAsync(visitor);
        await visitor.Page.Locator("form[action='/agency/list'] button").ClickAsync();
        Assert.Contains("请重新选择文件：投标人.csv", await visitor.MainAsync(), StringComparison.Ordinal);
        await SignInBesideAsync(visitor, "officer-330100-licensing");
        await visitor.Page.Locator("[name=file]").SetInputFilesAsync(Bidders);
        await visitor.Page.Locator("main form button").ClickAsync();
        Assert.Equal("1", await visitor.Page.Locator(".figure .number").First.InnerTextAsync());
        Assert.Contains("ENDED-LIST", await visitor.MainAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Language.Chinese)]
    [InlineData(Language.English)]
    public async Task In_good_time_before_the_end_the_page_says_so_and_one_stays_by_a_button(Language language)
    {
        // The shortest there is: all of it is good time.
        await using var system = await StandaloneSystem.StartAsync(Cancel, settings: new Dictionary<string, string> { ["SignIn:IdleMinutes"] = "5" });
        await using var visitor = await Visitor.StartAsync(house.Browsers, language, system.Process.Address);
        await visitor.SignInAsOfficerAsync();
        var warning = visitor.Page.Locator("main form[action='/signin/stay']");
        await warning.WaitForAsync();
        Assert.Contains(language is Language.Chinese ? "登录将在 5 分钟内结束" : "it ends within 5 min", await warning.InnerTextAsync(), StringComparison.Ordinal);
        await visitor.CheckBarriersAsync();
        var before = await CookieAsync(visitor);
        await warning.Locator("button").ClickAsync();
        await warning.WaitForAsync(new() { State = WaitForSelectorState.Hidden });
        Assert.NotEqual(before, await CookieAsync(visitor));
        await visitor.CheckQuietAsync();
    }

    private static FilePayload Bidders => new() { Name = "投标人.csv", MimeType = "text/csv", Buffer = System.Text.Encoding.UTF8.GetBytes($"投标人,信用代码\r\n云川,{Fined}\r\n") };

    /// <summary>As it ends by itself: the browser has a session no longer.</summary>
    private static Task EndAsync(Visitor visitor) => visitor.Page.Context.ClearCookiesAsync(new() { Name = SessionCookie });

    private static async Task<string> CookieAsync(Visitor visitor) => (await visitor.Page.Context.CookiesAsync()).Single(cookie => cookie.Name == SessionCookie).Value;

    /// <summary>By the link that the page shows, in the tab that it opens.</summary>
    private static async Task SignInBesideAsync(Visitor visitor, string account)
    {
        var tab = await visitor.Page.RunAndWaitForPopupAsync(() => visitor.Page.Locator("main a[target=_blank]").ClickAsync());
        var card = tab.Locator("form.card").Filter(new() { Has = tab.Locator($"[value='{account}']") });
        await card.Locator("select").SelectOptionAsync(account);
        await card.Locator("button").ClickAsync();
        await tab.ArriveAsync("**/signin/done");
        Assert.Contains(account, await tab.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        await tab.CloseAsync();
    }
}
