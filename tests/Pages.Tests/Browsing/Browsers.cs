using System.Collections;
using CreditShare.Engines.Browser;
using Microsoft.Playwright;

namespace CreditShare.Pages.Tests.Browsing;

/// <summary>
/// Real Chromium, a process for each language that is asked for: a page can be told its language by each visitor, the browser's own fields take it from their process.
/// </summary>
public sealed class Browsers : IAsyncDisposable
{
    private readonly IPlaywright playwright;
    private readonly string program;
    private readonly Dictionary<Language, Lazy<Task<IBrowser>>> running;

    private Browsers(IPlaywright playwright, string program)
    {
        (this.playwright, this.program) = (playwright, program);
        running = Enum.GetValues<Language>().ToDictionary(language => language, language => new Lazy<Task<IBrowser>>(() => LaunchAsync(language)));
    }

    /// <exception cref="InvalidOperationException">There is no Chromium here, and none can be installed.</exception>
    public static async Task<Browsers> StartAsync(CancellationToken ct)
    {
        var program = await Chromium.EnsureAsync(ct);
        return new Browsers(await Playwright.CreateAsync(), program);
    }

    public Task<IBrowser> GetAsync(Language language) => running[language].Value;

    public async ValueTask DisposeAsync()
    {
        foreach (var browser in running.Values.Where(browser => browser.IsValueCreated && browser.Value.IsCompletedSuccessfully))
            await (await browser.Value).DisposeAsync();
        playwright.Dispose();
    }

    private Task<IBrowser> LaunchAsync(Language language)
    {
        // What is given replaces the whole environment.
        var environment = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToDictionary(variable => (string)variable.Key, variable => (string)variable.Value!);
        environment["LANGUAGE"] = language.GettextName();
        return playwright.Chromium.LaunchAsync(new() { ExecutablePath = program, Args = Chromium.Arguments, Env = environment });
    }
}
