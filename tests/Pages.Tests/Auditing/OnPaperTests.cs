using CreditShare.Pages.Tests.Browsing;
using Microsoft.Playwright;

namespace CreditShare.Pages.Tests.Auditing;

/// <summary>The console on A4: a browser prints what is wider than the sheet smaller, and that is read by nobody.</summary>
public sealed class OnPaperTests(House house)
{
    /// <summary>A4 within its margins, in CSS pixels of 1/96 inch.</summary>
    private const int Upright = (210 - 24) * 960 / 254;

    private const int Across = (297 - 24) * 960 / 254;

    [Theory]
    [InlineData(Language.Chinese)]
    [InlineData(Language.English)]
    public async Task No_page_of_the_console_is_wider_than_the_sheet_on_which_it_is_printed(Language language)
    {
        await using var visitor = await house.VisitAsync(language);
        var page = visitor.Page;
        await page.SignInAsync((await house.SampledAsync()).Process.Address, ConsoleVisits.CommitteeMember, "/committee");
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        var wide = new List<string>();
        foreach (var path in (string[])
            ["/committee", "/committee/cities/330100", "/committee/cities/330100/objections", "/committee/notice", "/committee/cities/330100/notice", "/committee/agencies", "/committee/agencies/330100-licensing", "/committee/spot-checks?city=330400&count=5",
             "/committee/log", "/committee/catalogue", "/committee/measures", "/committee/laws", "/committee/health"])
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
        Assert.True(wide.Count == 0, string.Join('\n', wide));
    }
}
