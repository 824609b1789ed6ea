using System.Text.RegularExpressions;
using CreditShare.Testing;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace CreditShare.Pages.Tests.Browsing;

/// <summary>
/// Somebody at an official's screen (1366 by 768) who has never been here: no cookies, an empty cache, one language. Holds one page; its cookies are gone with it.
/// </summary>
public sealed partial class Visitor : IAsyncDisposable
{
    internal static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);
    private const string ScreenshotVariable = "CREDITSHARE_SCREENSHOTS";

    private readonly IBrowserContext context;
    private readonly Uri home;
    private readonly Language language;
    private readonly PageFaults faults;

    private Visitor(IBrowserContext context, IPage page, Uri home, Language language, PageFaults faults) =>
        (this.context, Page, this.home, this.language, this.faults) = (context, page, home, language, faults);

    public IPage Page { get; }

    /// <param name="browsers">Where from.</param>
    /// <param name="language">Of browser and wishes.</param>
    /// <param name="home">The program whose pages are visited.</param>
    /// <param name="others">Further addresses that its pages may lead to, such as the provider's.</param>
    public static Task<Visitor> StartAsync(Browsers browsers, Language language, Uri home, params IEnumerable<Uri> others) => StartAsync(browsers, language, script: true, home, others);

    /// <param name="browsers">Where from.</param>
    /// <param name="language">Of browser and wishes.</param>
    /// <param name="script">Whether the browser runs the pages' scripts. Where it does not, axe cannot look at them.</param>
    /// <param name="home">The program whose pages are visited.</param>
    /// <param name="others">Further addresses that its pages may lead to, such as the provider's.</param>
    public static async Task<Visitor> StartAsync(Browsers browsers, Language language, bool script, Uri home, params IEnumerable<Uri> others)
    {
        var context = await (await browsers.GetAsync(language)).NewContextAsync(new()
        {
            Locale = language.Locale(), TimezoneId = "Asia/Shanghai", ViewportSize = new() { Width = 1366, Height = 768 }, JavaScriptEnabled = script,
        });
        // A machine that is busy with the other tests is no fault of a page.
        context.SetDefaultTimeout((float)Patience.TotalMilliseconds);
        context.SetDefaultNavigationTimeout((float)Patience.TotalMilliseconds);
        var faults = new PageFaults(context, [home, .. others]);
        return new Visitor(context, await context.NewPageAsync(), home, language, faults);
    }

    /// <summary>Goes to a page; ends when it is loaded with all its parts.</summary>
    /// <param name="path">With its query, from <c>/</c>.</param>
    /// <returns>The answer, whatever its status.</returns>
    public async Task<IResponse> GotoAsync(string path) => (await Page.GotoAsync(new Uri(home, path).ToString(), new() { WaitUntil = WaitUntilState.Load }))!;

    /// <summary>Whether pictures are taken in this run: where CREDITSHARE_SCREENSHOTS is 1.</summary>
    public static bool TakesPictures => Environment.GetEnvironmentVariable(ScreenshotVariable) == "1";

    /// <summary>Takes the whole page's picture, its charts drawn, as <c>docs/screenshots/NAME.zh.png</c> or <c>.en.png</c>, in a run that takes pictures.</summary>
    /// <param name="name">Of the picture.</param>
    /// <param name="page">Another page that this one opened, of which the part in the window is taken; the visitor's own without one.</param>
    public async Task ShotAsync(string name, IPage? page = null)
    {
        if (!TakesPictures)
            return;
        // A chart is drawn by script, which may still be on its way.
        await Assertions.Expect((page ?? Page).Locator("[data-chart]:not(:has(svg))")).ToHaveCountAsync(0);
        await (page ?? Page).ScreenshotAsync(new()
        {
            FullPage = page is null,
            Animations = ScreenshotAnimations.Disabled,
            Path = Path.Combine(Repository.Root, "docs/screenshots", $"{name}.{language.Short()}.png"),
        });
    }

    /// <summary>Fails on each serious or critical barrier that axe finds on the page as it stands, and on all that one cannot come to by keyboard, in the page's order, and see. Needs a visitor with script.</summary>
    public Task CheckBarriersAsync() => CheckBarriersAsync(Page);

    /// <summary>The same on another page that this one opened.</summary>
    public async Task CheckBarriersAsync(IPage page)
    {
        var barriers = (await page.RunAxe().WaitAsync(Patience, TimeProvider.System)).Violations.Where(finding => finding.Impact is "serious" or "critical").ToList();
        Assert.True(barriers.Count == 0, string.Join('\n', barriers.Select(Describe)));
        // Not every browser lets one come to what is wider than the window by itself.
        Assert.Equal(0, await page.Locator(".wide:not([tabindex='0'][role=region])").CountAsync());
        // A sign too few in a template, and the reader sees the program.
        Assert.DoesNotMatch(ProgramText(), await page.Locator("body").InnerTextAsync());
        // A page's parts are the same in each language.
        if (language is not Language.Chinese)
            return;
        var faults = await KeyboardWalk.FaultsAsync(page, Patience);
        Assert.True(faults.Count == 0, $"By keyboard at {page.Url}:\n{string.Join('\n', faults)}");
    }

    /// <summary>Fails on console errors, broken rules of the content security policy, parts that are missing and requests elsewhere, since the visit began.</summary>
    public async Task CheckQuietAsync()
    {
        // Answered behind everything that the page has reported so far.
        await Page.EvaluateAsync("0").WaitAsync(Patience, TimeProvider.System);
        Assert.True(faults.Found.Count == 0, string.Join('\n', faults.Found));
    }

    /// <summary>Bytes that came over the wire for the page that stands, its style sheets and its fonts, headers included, by the browser's own count.</summary>
    public Task<long> TransferredAsync() => Page.EvaluateAsync<long>(
        """
        [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource').filter(part => part.initiatorType === 'link' || part.initiatorType === 'css')]
            .reduce((bytes, part) => bytes + part.transferSize, 0)
        """).WaitAsync(Patience, TimeProvider.System);

    /// <summary>Follows a link to a file, up to the file's last byte: neither the browser nor the page sets an end to that by itself.</summary>
    /// <param name="link">What is clicked.</param>
    /// <returns>The name that the answer gives it, and where it lies until the visitor is gone.</returns>
    public async Task<(string Name, string Path)> DownloadAsync(ILocator link)
    {
        var download = await Page.RunAndWaitForDownloadAsync(() => link.ClickAsync());
        return (download.SuggestedFilename, await download.PathAsync().WaitAsync(Patience, TimeProvider.System));
    }

    public ValueTask DisposeAsync() => new(context.DisposeAsync().AsTask().WaitAsync(Patience, TimeProvider.System));

    [GeneratedRegex(@"\b(if|foreach|switch|while) \(|^\s*\}?\s*else\s*\{?\s*$", RegexOptions.Multiline)]
    private static partial Regex ProgramText();

    private static string Describe(AxeResultItem finding) =>
        $"{finding.Impact}: {finding.Id}, {finding.Help}: {string.Join("; ", finding.Nodes.Select(node => node.Html))}";
}
