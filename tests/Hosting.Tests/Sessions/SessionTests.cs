using System.Net;
using System.Text.Json;
using CreditShare.Hosting.Auth;
using CreditShare.Pages;
using CreditShare.Pages.SigningIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace CreditShare.Hosting.Tests.Sessions;

/// <summary>How long a session lasts, and what a service in production does not have.</summary>
public sealed class SessionTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Begin = new(2026, 11, 23, 1, 0, 0, TimeSpan.Zero);

    private const int LargestForm = 4096;

    private readonly TestIssuer issuer = new();
    private readonly FakeTimeProvider time = new(Begin);
    private WebApplication app = null!;
    private HttpClient browser = null!;
    private string? session;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Production" });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Auth:KeysFile"] = issuer.KeysFile, ["Auth:Issuer"] = TestIssuer.Issuer, ["SignIn:IdleMinutes"] = "30", ["SignIn:MostHours"] = "2",
            ["SignIn:FormOrigins:0"] = "https://login.example", ["SignIn:FormOrigins:1"] = "https://logout.example:8443/",
        });
        builder.AddPages();
        builder.AddServiceDefaults("Test");
        builder.Services.AddSingleton<TimeProvider>(time);
        app = builder.Build();
        app.UseServiceDefaults();
        app.UsePages();
        app.MapPages();
        app.MapGet("/enter", () => Results.SignIn(Role.CommitteeMember.SignIn("member-1", null, null), authenticationScheme: Session.Scheme)).BySession().AllowAnonymous();
        app.MapGet("/inside", () => "inside").BySession().RequireAuthorization(Scopes.LogRead);
        app.MapPost("/inside", () => "it was done").BySession().RequireAuthorization(Scopes.LogRead).WithMetadata(new RequestSizeLimitAttribute(LargestForm));
        await app.StartAsync(Cancel);
        browser = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new Uri(app.Urls.Single()) };
    }

    public async ValueTask DisposeAsync()
    {
        browser.Dispose();
        await app.DisposeAsync();
        issuer.Dispose();
    }

    [Fact]
    public async Task A_session_that_nobody_uses_ends()
    {
        await GetAsync("/enter");
        time.Advance(TimeSpan.FromMinutes(29));
        Assert.Equal(HttpStatusCode.OK, (await GetAsync("/inside")).StatusCode);
        time.Advance(TimeSpan.FromMinutes(31));
        Assert.Equal(HttpStatusCode.Redirect, (await GetAsync("/inside")).StatusCode);
    }

    [Fact]
    public async Task A_session_that_is_used_all_the_time_ends_too()
    {
        await GetAsync("/enter");
        for (var used = TimeSpan.Zero; used < TimeSpan.FromMinutes(119); used += TimeSpan.FromMinutes(17))
        {
            Assert.Equal(HttpStatusCode.OK, (await GetAsync("/inside")).StatusCode);
            time.Advance(TimeSpan.FromMinutes(17));
        }
        time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(HttpStatusCode.Redirect, (await GetAsync("/inside")).StatusCode);
    }

    [Fact]
    public async Task Any_use_puts_the_end_off_and_what_a_page_does_by_itself_does_not()
    {
        Assert.Equal(0, await LeftAsync());
        await GetAsync("/enter");
        time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(25 * 60, await LeftAsync());
        // A page that waits, and has asked for itself again.
        Assert.Equal(HttpStatusCode.OK, (await GetAsync("/inside?refresh=auto")).StatusCode);
        Assert.Equal(25 * 60, await LeftAsync());
        Assert.Equal(HttpStatusCode.OK, (await GetAsync("/inside")).StatusCode);
        Assert.Equal(30 * 60, await LeftAsync());
        time.Advance(TimeSpan.FromMinutes(29));
        Assert.Equal(60, await LeftAsync());
        time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(0, await LeftAsync());
    }

    [Fact]
    public async Task Near_the_longest_that_a_session_lasts_that_is_the_time_left()
    {
        await GetAsync("/enter");
        for (var used = 0; used < 115; used += 23)
        {
            Assert.Equal(HttpStatusCode.OK, (await GetAsync("/inside")).StatusCode);
            time.Advance(TimeSpan.FromMinutes(23));
        }
        await GetAsync("/inside");
        Assert.Equal(5 * 60, await LeftAsync());
    }

    [Fact]
    public async Task A_form_that_comes_too_late_is_answered_with_what_was_typed_and_does_nothing()
    {
        await GetAsync("/enter");
        time.Advance(TimeSpan.FromMinutes(31));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/inside?page=2") { Content = new FormUrlEncodedContent([KeyValuePair.Create("reason", "已核实 <b>"), KeyValuePair.Create("reason", "二")]) };
        request.Headers.Add("Cookie", session);
        using var answer = await browser.SendAsync(request, Cancel);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        var page = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.Contains("action=\"/inside?page=2\"", page, StringComparison.Ordinal);
        Assert.Contains("name=\"reason\" value=\"已核实 &lt;b&gt;\"", page, StringComparison.Ordinal);
        Assert.Contains("name=\"reason\" value=\"二\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("it was done", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(100, HttpStatusCode.BadRequest, "页面已过期")]
    [InlineData(LargestForm, HttpStatusCode.RequestEntityTooLarge, "内容过大，请拆分后再送")]
    public async Task A_form_without_its_token_is_told_apart_from_one_that_is_too_large_to_look_for_it(int length, HttpStatusCode status, string said)
    {
        await GetAsync("/enter");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/inside") { Content = new FormUrlEncodedContent([KeyValuePair.Create("codes", new string('9', length))]) };
        request.Headers.Add("Cookie", session);
        using var answer = await browser.SendAsync(request, Cancel);
        Assert.Equal(status, answer.StatusCode);
        Assert.Contains(said, await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_browser_may_follow_a_form_to_where_the_providers_own_forms_stand()
    {
        var policy = (await GetAsync("/signin")).Headers.GetValues("Content-Security-Policy").Single();
        Assert.EndsWith("; form-action 'self' https://login.example https://logout.example:8443", policy, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_a_form_may_go_is_an_origin_and_each_that_is_none_is_named()
    {
        string[] wrong = ["login.example", "http://login.example", "https://login.example/path", "https://login.example?a=b", "https://me@login.example", "https://*.example", "https://a;b.example", "https://登录.example"];
        var faults = new SignInOptions { FormOrigins = ["https://login.example", .. wrong, "https://127.0.0.1:8443/", ""] }.Faults();
        Assert.Equal(wrong.Select((origin, n) => $"SignIn:FormOrigins:{n + 1} is '{origin}'"), faults.Select(fault => fault[..fault.IndexOf("; it must", StringComparison.Ordinal)]));
        Assert.Empty(new SignInOptions { FormOrigins = ["http://login.example"], AllowPlainHttp = true }.Faults());
    }

    [Fact]
    public async Task In_production_the_cookie_goes_over_tls_only_and_there_is_no_sign_in_without_a_provider()
    {
        var entered = await GetAsync("/enter");
        Assert.Contains("secure", entered.Headers.GetValues("Set-Cookie").Single(cookie => cookie.StartsWith("creditshare-session", StringComparison.Ordinal)), StringComparison.Ordinal);
        var page = await (await GetAsync("/signin")).Content.ReadAsStringAsync(Cancel);
        Assert.Contains("SignIn:Authority", page, StringComparison.Ordinal);
        Assert.DoesNotContain("/signin/development", page, StringComparison.Ordinal);
    }

    private async Task<int> LeftAsync() => JsonDocument.Parse(await (await GetAsync("/signin/time")).Content.ReadAsStringAsync(Cancel)).RootElement.GetProperty("seconds").GetInt32();

    /// <summary>As a browser does: with the cookie that was set last.</summary>
    private async Task<HttpResponseMessage> GetAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (session is not null)
            request.Headers.Add("Cookie", session);
        var answer = await browser.SendAsync(request, Cancel);
        if (answer.Headers.TryGetValues("Set-Cookie", out var cookies) && cookies.FirstOrDefault(cookie => cookie.StartsWith("creditshare-session", StringComparison.Ordinal)) is { } set)
            session = set.Split(';')[0];
        return answer;
    }
}
