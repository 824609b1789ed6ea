using System.Net;
using System.Text.Json;
using CreditShare.OpenIdProvider;
using CreditShare.Pages.Tests.Browsing;
using CreditShare.Systems;
using CreditShare.Testing;
using Microsoft.Playwright;

namespace CreditShare.Pages.Tests.SigningIn;

/// <summary>A person signs in at a real provider, works, and signs out; nothing but that opens the pages.</summary>
public sealed class SignInToPagesTests(House house, HouseWithProvider shared) : IClassFixture<HouseWithProvider>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_role_signs_in_at_the_provider_comes_to_its_own_pages_and_to_no_others_and_signs_out_at_both()
    {
        foreach (var (account, own, other) in (IEnumerable<(Account, string, string)>)
            [(Account.BureauClerk, "/bureau", "/agency"), (Account.AgencyOfficer, "/agency", "/committee"), (Account.CommitteeMember, "/committee", "/operator"), (Account.Operator, "/operator", "/bureau")])
        {
            await using var visitor = await VisitAsync();
            await SignInAsync(visitor, own, account);
            Assert.Equal(own, new Uri(visitor.Page.Url).AbsolutePath);
            Assert.Contains(account.Subject, await visitor.Page.Locator("header").InnerTextAsync(), StringComparison.Ordinal);

            Assert.Equal(403, (await visitor.GotoAsync(other)).Status);
            Assert.Contains("无权", await visitor.Page.Locator("h1").InnerTextAsync(), StringComparison.Ordinal);
            await visitor.CheckBarriersAsync();

            await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "退出" }).ClickAsync();
            await visitor.Page.ArriveAsync("**/signin");
            await visitor.GotoAsync(own);
            Assert.Equal("/signin", new Uri(visitor.Page.Url).AbsolutePath);
            await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "统一身份认证登录" }).ClickAsync();
            // Signed out there too: it asks again.
            await visitor.Page.Locator($"button[value='{account.Subject}']").WaitForAsync();
            await visitor.CheckQuietAsync();
        }
    }

    [Fact]
    public async Task A_refused_page_is_an_entry_of_the_log_with_the_account_and_never_the_whole_address()
    {
        await using var visitor = await VisitAsync();
        await SignInAsync(visitor, "/bureau", Account.BureauClerk);
        Assert.Equal(403, (await visitor.GotoAsync("/committee?subject=913301039M2L6DET36")).Status);
        var auditor = shared.System.Auditor();
        while (true)
        {
            var (_, found) = await auditor.GetAsync("/v1/log/entries?kind=access.refused&account=clerk-330100", Cancel);
            var entries = found.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("entry").ToString()).ToList();
            Assert.All(entries, entry => Assert.DoesNotContain("913301039M2L6DET36", entry, StringComparison.Ordinal));
            // Others of the class are refused elsewhere.
            if (entries.Any(entry => entry.Contains("/committee", StringComparison.Ordinal)))
                return;
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, Cancel);
        }
    }

    [Fact]
    public async Task A_bureaus_page_that_an_officer_is_refused_is_an_entry_of_the_officers_agency_as_a_city_reports_it()
    {
        await using var visitor = await VisitAsync();
        await SignInAsync(visitor, "/agency", Account.AgencyOfficer);
        Assert.Equal(403, (await visitor.GotoAsync("/bureau/equality")).Status);
        while (true)
        {
            var (_, found) = await shared.System.Auditor().GetAsync($"/v1/log/entries?kind=access.refused&agency={Account.AgencyOfficer.Agency}", Cancel);
            var entry = found.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("entry"))
                .FirstOrDefault(entry => entry.GetProperty("detail").GetProperty("route").GetString() == "GET /bureau/equality");
            if (entry.ValueKind == JsonValueKind.Object)
            {
                Assert.Equal(Account.AgencyOfficer.Subject, entry.GetProperty("actor").GetProperty("account").GetString());
                Assert.False(entry.GetProperty("actor").TryGetProperty("city", out _));
                Assert.Equal("330100", entry.GetProperty("detail").GetProperty("reportedBy").GetString());
                return;
            }
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, Cancel);
        }
    }

    [Fact]
    public async Task A_provider_that_names_no_role_signs_nobody_in_and_the_page_says_what_is_missing()
    {
        // A public client this time.
        await using var another = await Provider.StartAsync(Cancel);
        await using var other = await StandaloneSystem.StartAsync(Cancel, settings: new Dictionary<string, string>(HouseWithProvider.Settings(another)) { ["SignIn:RoleClaim"] = "position" });
        await using var visitor = await Visitor.StartAsync(house.Browsers, Language.Chinese, other.Process.Address, another.Address);
        await SignInAsync(visitor, "/bureau", Account.BureauClerk);
        Assert.Contains("未给出角色", await visitor.Page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain(await visitor.Page.Context.CookiesAsync(), cookie => cookie.Name == "creditshare-session");
    }

    [Fact]
    public async Task A_sign_in_without_a_role_is_an_entry_that_names_nobody()
    {
        await using var visitor = await VisitAsync();
        await SignInAsync(visitor, "/committee", Account.Stranger);
        Assert.Contains("未给出角色", await visitor.Page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        while (true)
        {
            var (_, found) = await shared.System.Auditor().GetAsync("/v1/log/entries?kind=access.refused&order=newest&limit=100", Cancel);
            var entry = found.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("entry"))
                .FirstOrDefault(entry => entry.GetProperty("reasons").EnumerateArray().Any(reason => reason.GetString() == "role-missing"));
            if (entry.ValueKind == JsonValueKind.Object)
            {
                Assert.Equal(("GET /signin-oidc", "anonymous"), (entry.GetProperty("detail").GetProperty("route").GetString(), entry.GetProperty("actor").GetProperty("account").GetString()));
                Assert.DoesNotContain(Account.Stranger.Subject, entry.ToString(), StringComparison.Ordinal);
                return;
            }
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, Cancel);
        }
    }

    [Fact]
    public async Task With_the_provider_away_one_still_signs_out_here_and_is_told_why_one_cannot_sign_in()
    {
        const string Nobody = "http://localhost:9";
        await using var other = await StandaloneSystem.StartAsync(Cancel, settings: new Dictionary<string, string> { ["SignIn:Authority"] = Nobody, ["SignIn:AllowPlainHttp"] = "true" });
        await using var visitor = await Visitor.StartAsync(house.Browsers, Language.Chinese, other.Process.Address);
        await visitor.GotoAsync("/signin?back=/committee");
        await visitor.Page.Locator("form[action='/signin/development']", new() { HasText = "信用专委会" }).GetByRole(AriaRole.Button).ClickAsync();
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "退出" }).ClickAsync();
        await visitor.Page.ArriveAsync("**/signin");
        Assert.DoesNotContain(await visitor.Page.Context.CookiesAsync(), cookie => cookie.Name == "creditshare-session");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "统一身份认证登录" }).ClickAsync();
        await visitor.Page.Locator(".remark.bad", new() { HasText = "统一身份认证暂时无法连接" }).WaitForAsync();
    }

    [Fact]
    public async Task A_session_opens_no_endpoint_for_programs_and_a_token_opens_no_page()
    {
        await using var visitor = await VisitAsync();
        await SignInAsync(visitor, "/committee", Account.CommitteeMember);
        Assert.Equal(401, (await visitor.GotoAsync("/v1/log/entries")).Status);
        using var answer = await shared.System.Auditor().SendAsync(HttpMethod.Get, "/committee", null, Cancel);
        Assert.Equal("/signin", answer.RequestMessage!.RequestUri!.AbsolutePath);
    }

    [Fact]
    public async Task A_sessions_cookie_is_out_of_reach_of_scripts_and_of_other_sites_forms()
    {
        await using var visitor = await VisitAsync();
        await SignInAsync(visitor, "/committee", Account.CommitteeMember);
        var cookie = Assert.Single(await visitor.Page.Context.CookiesAsync(), cookie => cookie.Name == "creditshare-session");
        Assert.True(cookie.HttpOnly);
        Assert.Equal(SameSiteAttribute.Lax, cookie.SameSite);
        Assert.Equal(-1, cookie.Expires);
    }

    [Theory]
    [InlineData("https://elsewhere.example/")]
    [InlineData("//elsewhere.example/")]
    [InlineData("/\\elsewhere.example/")]
    public async Task Nobody_is_led_elsewhere_after_the_sign_in(string back)
    {
        await using var visitor = await VisitAsync();
        await visitor.GotoAsync($"/signin?back={Uri.EscapeDataString(back)}");
        await visitor.Page.Locator("form[action='/signin/development']", new() { HasText = "信用专委会" }).GetByRole(AriaRole.Button).ClickAsync();
        await visitor.Page.ArriveAsync("**/committee");
        await visitor.CheckQuietAsync();
    }

    [Fact]
    public async Task Nobody_signs_somebody_out_or_on_by_a_form_without_its_token()
    {
        await using var visitor = await VisitAsync();
        await SignInAsync(visitor, "/committee", Account.CommitteeMember);
        foreach (var path in (string[])["/signout", "/signin/provider"])
        {
            var refused = await visitor.Page.APIRequest.PostAsync(new Uri(shared.System.Process.Address, path).ToString(), new() { Form = visitor.Page.APIRequest.CreateFormData().Set("back", "/"), MaxRedirects = 0 });
            Assert.Equal(400, refused.Status);
        }
        Assert.Equal(200, (await visitor.GotoAsync("/committee")).Status);
    }

    [Fact]
    public async Task A_form_without_its_token_does_nothing()
    {
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("account", "auditor-1")]);
        using var answer = await shared.System.Nobody().SendAsync(HttpMethod.Post, "/signin/development", form, Cancel);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.DoesNotContain(answer.Headers, header => header.Key == "Set-Cookie" && header.Value.Any(value => value.StartsWith("creditshare-session", StringComparison.Ordinal)));
    }

    private Task<Visitor> VisitAsync() => Visitor.StartAsync(house.Browsers, Language.Chinese, shared.System.Process.Address, shared.Provider.Address);

    private static async Task SignInAsync(Visitor visitor, string wanted, Account account)
    {
        await visitor.GotoAsync(wanted);
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "统一身份认证登录" }).ClickAsync();
        await visitor.ChooseAsync(account);
    }
}
