using System.Net;
using CreditShare.Hosting.Auth;
using CreditShare.Pages;
using CreditShare.Pages.SigningIn;
using CreditShare.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace CreditShare.Hosting.Tests.Sessions;

/// <summary>How long a session lasts, and what a service in production does not have.</summary>
public sealed class SessionTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Begin = new(2026, 11, 23, 1, 0, 0, TimeSpan.Zero);

    private readonly TemporaryFolder folder = new();
    private readonly FakeTimeProvider time = new(Begin);
    private WebApplication app = null!;
    private HttpClient browser = null!;
    private string? session;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        File.WriteAllText(folder.File("keys.json"), """{"keys":[]}""");
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Production" });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Auth:KeysFile"] = folder.File("keys.json"), ["Auth:Issuer"] = "https://tokens.example", ["SignIn:IdleMinutes"] = "30", ["SignIn:MostHours"] = "2",
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
        await app.StartAsync(Cancel);
        browser = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new Uri(app.Urls.Single()) };
    }

    public async ValueTask DisposeAsync()
    {
        browser.Dispose();
        await app.DisposeAsync();
        folder.Dispose();
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
    public async Task In_production_the_cookie_goes_over_tls_only_and_there_is_no_sign_in_without_a_provider()
    {
        var entered = await GetAsync("/enter");
        Assert.Contains("secure", entered.Headers.GetValues("Set-Cookie").Single(cookie => cookie.StartsWith("creditshare-session", StringComparison.Ordinal)), StringComparison.Ordinal);
        var page = await (await GetAsync("/signin")).Content.ReadAsStringAsync(Cancel);
        Assert.Contains("SignIn:Authority", page, StringComparison.Ordinal);
        Assert.DoesNotContain("/signin/development", page, StringComparison.Ordinal);
    }

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
