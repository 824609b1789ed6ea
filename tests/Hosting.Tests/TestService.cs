using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using CreditShare.Hosting.Auth;
using CreditShare.Hosting.Limits;
using CreditShare.Hosting.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CreditShare.Hosting.Tests;

/// <summary>A small service with everything that Hosting gives, on real Kestrel.</summary>
internal sealed class TestService : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly HttpClient _http;

    private TestService(WebApplication app, TestIssuer issuer)
    {
        (_app, Issuer) = (app, issuer);
        _http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
    }

    public TestIssuer Issuer { get; }

    public RefusalList Refusals => _app.Services.GetRequiredService<RefusalList>();

    public static async Task<TestService> StartAsync(string environment = "Production", Dictionary<string, string?>? settings = null)
    {
        var issuer = new TestIssuer();
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = environment });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Auth:KeysFile"] = issuer.KeysFile, ["Auth:Issuer"] = TestIssuer.Issuer, ["Auth:Audience"] = TestIssuer.Audience,
        });
        builder.Configuration.AddInMemoryCollection(settings ?? []);
        builder.AddServiceDefaults("Test");
        builder.Services.AddSingleton<RefusalList>();
        builder.Services.Configure<UnavailableExceptions>(unavailable =>
        {
            unavailable.Add<StoreAwayException>();
            unavailable.AddLimit<TooLargeException>();
        });
        var app = builder.Build();
        app.UseServiceDefaults();
        Map(app);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new TestService(app, issuer);
    }

    public Task<Answer> GetAsync(string path, string? token = null) => SendAsync(new HttpRequestMessage(HttpMethod.Get, path), token);

    public Task<Answer> PostAsync(string path, string body, string? token, string contentType = "application/json") =>
        SendAsync(new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, contentType) }, token);

    /// <summary>Ends the service as an operator would; what it recorded stays readable.</summary>
    public Task StopAsync() => _app.StopAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.DisposeAsync();
        Issuer.Dispose();
    }

    public async Task<Answer> SendAsync(HttpRequestMessage request, string? token)
    {
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var isJson = response.Content.Headers.ContentType?.MediaType?.EndsWith("json", StringComparison.Ordinal) == true;
        return new Answer(
            (int)response.StatusCode, response.Content.Headers.ContentType?.MediaType, text,
            isJson ? JsonDocument.Parse(text).RootElement : default, response.Headers);
    }

    private static void Map(WebApplication app)
    {
        foreach (var scope in Scopes.All)
            app.MapGet("/scopes/" + scope, () => "open").RequireScope(scope);
        app.MapGet("/unnamed", () => "open");
        app.MapGet("/subjects/{code}", () => "open").RequireScope(Scopes.SubjectsRead).WithMetadata(new RefusalsRecordedByAttribute(typeof(RefusalList)));
        app.MapGet("/limited/{code}", () => "open").RequireScope(Scopes.SubjectsRead).LimitPerCaller().WithMetadata(new RefusalsRecordedByAttribute(typeof(RefusalList)));
        app.MapGet("/lists/{count:int}", async (int count, HttpContext context, CallerLimits limits) => await limits.TakeSubjectsAsync(context, count - 1) ?? TypedResults.Text("open"))
            .RequireScope(Scopes.SubjectsRead).LimitPerCaller().WithMetadata(new RefusalsRecordedByAttribute(typeof(RefusalList)));
        app.MapPost("/letters", (Letter letter) => letter).RequireScope(Scopes.Operate);
        app.MapGet("/faults", IResult () => throw new InvalidDataException("secret")).AllowAnonymous();
        app.MapGet("/store-away", IResult () => throw new StoreAwayException()).AllowAnonymous();
        app.MapGet("/too-large", IResult () => throw new TooLargeException()).AllowAnonymous();
        app.MapGet("/refused", () => Problem.Of(
            422, "date-later", "日期不合理。", "The date cannot be.",
            new ProblemError("/decisionDate", "later-than-today", "2099-01-01", null, "决定日期晚于今天。", "The decision date is after today."))).AllowAnonymous();
    }
}

internal sealed record Letter(string To, int Pages);

internal sealed class StoreAwayException : Exception;

internal sealed class TooLargeException : Exception;

internal sealed record Answer(int Status, string? ContentType, string Text, JsonElement Json, HttpResponseHeaders Headers)
{
    /// <summary>The problem's stable code, after looking that it is a whole problem.</summary>
    public string Problem()
    {
        Assert.Equal("application/problem+json", ContentType);
        var code = Json.GetProperty("code").GetString()!;
        Assert.Equal("https://creditshare.example/problems/" + code, Json.GetProperty("type").GetString());
        Assert.Equal(Status, Json.GetProperty("status").GetInt32());
        Assert.NotEmpty(Json.GetProperty("traceId").GetString()!);
        Assert.NotEmpty(Json.GetProperty("title").GetString()!);
        Assert.NotEmpty(Json.GetProperty("detail").GetString()!);
        return code;
    }
}
