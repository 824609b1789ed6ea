using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CreditShare.Pages.Tests.Browsing;

/// <summary>Pages with one fault each, for the tests of what finds them.</summary>
internal sealed class MadePages : IAsyncDisposable
{
    /// <summary>Size of the style sheet of <c>/heavy</c>.</summary>
    public const int HeavyBytes = 120_000;

    private readonly WebApplication app;

    private MadePages(WebApplication app) => this.app = app;

    public Uri Address => new(app.Urls.Single());

    public static async Task<MadePages> StartAsync(CancellationToken ct)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        // No icon, so that the browser asks for none.
        Map(app, "/console", "<script>console.error('the page complains')</script>");
        Map(app, "/thrown", "<script>throw new Error('the page gives up')</script>");
        Map(app, "/policy", "<script>document.title = 'never'</script>", policy: "default-src 'self'");
        Map(app, "/elsewhere", "<img alt='' src='http://elsewhere.example/picture.png'>");
        Map(app, "/missing", "<link rel='stylesheet' href='/none.css'>");
        Map(app, "/refused", "<p>拒绝 Refused</p>", status: StatusCodes.Status403Forbidden);
        Map(app, "/barrier", "<img src='data:,'>", policy: "default-src 'self'; img-src data:");
        Map(app, "/unreached", "<a href='/'>甲</a> <a href='/' tabindex='-1'>乙</a>");
        Map(app, "/unseen", "<a href='/'>甲</a> <button style='outline: none'>乙</button>");
        Map(app, "/pale", "<a href='/'>甲</a> <button style='outline: 3px solid #f2b01e'>乙</button>");
        Map(app, "/disordered", "<a href='/'>甲</a> <a href='/' tabindex='1'>乙</a> <a href='/'>丙</a>");
        Map(app, "/trap", "<a href='/'>甲</a> <button>乙</button> <button onkeydown='if (event.key === \"Tab\") { event.preventDefault(); this.previousElementSibling.focus(); }'>丙</button>");
        Map(app, "/keyboard", "<a href='/'>甲</a> <input type='date' aria-label='日期'> <input type='radio' name='r' aria-label='一'> <input type='radio' name='r' aria-label='二' checked> <details><summary>更多</summary><a href='/'>乙</a></details> <button disabled>丙</button> <button>丁</button>");
        Map(app, "/heavy", "<link rel='stylesheet' href='/heavy.css'><img alt='' src='/heavy.css'>");
        Map(app, "/date", "<label>日期 <input type='date'></label>");
        app.MapGet("/heavy.css", () => Results.Text(new string(' ', HeavyBytes), "text/css"));
        await app.StartAsync(ct);
        return new MadePages(app);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private static void Map(WebApplication app, string path, string body, string? policy = null, int status = StatusCodes.Status200OK) => app.MapGet(path, (HttpResponse response) =>
    {
        response.Headers.ContentSecurityPolicy = policy;
        return Results.Content($"<!doctype html><html lang='zh-CN'><head><title>{path}</title><link rel='icon' href='data:,'></head><body><main><h1>{path}</h1>{body}</main></body></html>", "text/html; charset=utf-8", null, status);
    });
}
