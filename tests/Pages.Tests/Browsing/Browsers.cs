using System.Collections;
using CreditShare.Engines.Browser;
using Microsoft.Playwright;

namespace CreditShare.Pages.Tests.Browsing;

/// <summary>
/// Real Chromium. Pages can be told their language by each visitor, so one process serves all; the browser's own texts take it from their process, so where they matter there is one for each language, and it is the whole browser.
/// </summary>
public sealed class Browsers : IAsyncDisposable
{
    private readonly IPlaywright playwright;
    private readonly Dictionary<Language, Lazy<Task<IBrowser>>> running;

    private Browsers(IPlaywright playwright, bool ownTexts)
    {
        this.playwright = playwright;
        var shell = new Lazy<Task<IBrowser>>(() => LaunchAsync(Chromium.Shell, Language.English));
        running = Enum.GetValues<Language>().ToDictionary(language => language, language => ownTexts ? new(() => LaunchAsync(Chromium.Whole, language)) : shell);
    }

    /// <param name="ownTexts">Whether what the browser itself says in a page, such as in a date field, is in the visitor's language too. It takes four times as long.</param>
    /// <param name="ct">Cancels the installing.</param>
    /// <exception cref="InvalidOperationException">There is no Chromium here, and none can be installed.</exception>
    public static async Task<Browsers> StartAsync(bool ownTexts, CancellationToken ct)
    {
        await Chromium.EnsureAsync(ct);
        return new Browsers(await Playwright.CreateAsync(), ownTexts);
    }

    public Task<IBrowser> GetAsync(Language language) => running[language].Value;

    public async ValueTask DisposeAsync()
    {
        foreach (var browser in running.Values.Distinct().Where(browser => browser.IsValueCreated && browser.Value.IsCompletedSuccessfully))
            await (await browser.Value).DisposeAsync();
        playwright.Dispose();
    }

    private Task<IBrowser> LaunchAsync(string program, Language language)
    {
        // What is given replaces the whole environment.
        var environment = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToDictionary(variable => (string)variable.Key, variable => (string)variable.Value!);
        environment["LANGUAGE"] = language.GettextName();
        return playwright.Chromium.LaunchAsync(new() { ExecutablePath = program, Args = Chromium.Arguments, Env = environment });
    }
}
