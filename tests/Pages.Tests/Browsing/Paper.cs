using Microsoft.Playwright;

namespace CreditShare.Pages.Tests.Browsing;

/// <summary>A4: a browser prints what is wider than the sheet smaller, and that is read by nobody.</summary>
internal static class Paper
{
    /// <summary>A4 within its margins, in CSS pixels of 1/96 inch.</summary>
    private const int Upright = (210 - 24) * 960 / 254;

    private const int Across = (297 - 24) * 960 / 254;

    /// <summary>The pages that are wider than the sheet on which they are printed.</summary>
    public static async Task<IReadOnlyList<string>> TooWideAsync(Visitor visitor, params IReadOnlyList<string> paths)
    {
        var page = visitor.Page;
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        var wide = new List<string>();
        foreach (var path in paths)
        {
            await page.SetViewportSizeAsync(Upright, 1000);
            await visitor.GotoAsync(path);
            var isAcross = await page.Locator(".landscape").CountAsync() > 0;
            if (isAcross)
                await page.SetViewportSizeAsync(Across, 700);
            var width = await page.EvaluateAsync<int>("Math.max(...[...document.querySelectorAll('main, main table')].map(part => Math.ceil(part.getBoundingClientRect().right)))");
            if (width > (isAcross ? Across : Upright))
                wide.Add($"{path} {(isAcross ? "across" : "upright")}: {width}");
        }
        return wide;
    }
}
