using CreditShare.Pages.Tests.Agency;
using CreditShare.Pages.Tests.Auditing;
using CreditShare.Pages.Tests.Browsing;
using CreditShare.Pages.Tests.Bureau;

namespace CreditShare.Pages.Tests;

/// <summary>Each user's pages on A4.</summary>
public sealed class OnPaperTests(House house)
{
    [Theory]
    [InlineData(Language.Chinese)]
    [InlineData(Language.English)]
    public async Task No_page_of_the_console_is_wider_than_the_sheet_on_which_it_is_printed(Language language)
    {
        await using var visitor = await house.VisitAsync(language);
        await visitor.Page.SignInAsync((await house.SampledAsync()).Process.Address, ConsoleVisits.CommitteeMember, "/committee");
        Assert.Empty(await Paper.TooWideAsync(
            visitor, "/committee", "/committee/cities/330100", "/committee/cities/330100/objections", "/committee/notice", "/committee/cities/330100/notice", "/committee/agencies", "/committee/agencies/330100-licensing",
            "/committee/spot-checks?city=330400&count=5", "/committee/log", "/committee/catalogue", "/committee/measures", "/committee/laws", "/committee/health"));
    }

    [Theory]
    [InlineData(Language.Chinese)]
    [InlineData(Language.English)]
    public async Task No_page_of_the_bureau_is_wider_than_the_sheet_and_what_was_folded_is_printed(Language language)
    {
        await using var visitor = await house.VisitAsync(language);
        var page = visitor.Page;
        await visitor.GotoAsync("/bureau");
        await page.SignInAsClerkAsync("330400");
        await page.PushAsync("嘉兴市二〇二六年十一月行政处罚归集表（含补报）.csv", new ClerksTable($"PAPER{(int)language}", 920_000 + ((int)language * 100)).File(isMended: false));
        var batch = await page.AwaitDecidedAsync();
        Assert.Empty(await Paper.TooWideAsync(
            visitor, "/bureau", "/bureau/batches", batch, $"{batch}/readings", $"{batch}/receipt", "/bureau/records", "/bureau/objections?show=all", "/bureau/statistics", "/bureau/equality"));
        await visitor.GotoAsync(batch);
        Assert.True(await page.Locator("details:not([open]) td").First.EvaluateAsync<bool>("cell => cell.checkVisibility({ contentVisibilityAuto: true })"));
    }

    [Theory]
    [InlineData(Language.Chinese)]
    [InlineData(Language.English)]
    public async Task No_page_of_the_agency_is_wider_than_the_sheet_on_which_it_is_printed(Language language)
    {
        await using var visitor = await house.VisitAsync(language);
        await visitor.SignInAsOfficerAsync();
        Assert.Empty(await Paper.TooWideAsync(visitor, "/agency", "/agency/list", "/agency/cases", "/agency/watches", "/agency/notices?state=all"));
    }
}
