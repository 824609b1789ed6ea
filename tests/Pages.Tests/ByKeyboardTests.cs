using CreditShare.Pages.Tests.Agency;
using CreditShare.Pages.Tests.Auditing;
using CreditShare.Pages.Tests.Browsing;
using CreditShare.Pages.Tests.Bureau;
using Microsoft.Playwright;

namespace CreditShare.Pages.Tests;

/// <summary>The day's work of each user without a mouse, from signing in to signing out.</summary>
public sealed class ByKeyboardTests(House house)
{
    private const string Fined = "913301039M2L6DET36";

    [Fact]
    public async Task An_officer_looks_up_claims_a_case_and_signs_out()
    {
        await using var visitor = await house.VisitAsync(Language.Chinese);
        var keys = new Keys(visitor.Page);
        await visitor.GotoAsync("/agency");
        await keys.ChooseAsync("form:has([value^='officer-']) select", "officer-330100-licensing");
        await keys.UseAsync("form:has([value^='officer-']) button");

        await keys.TypeAsync("form[action='/agency/lookup'] [name=subject]", Fined);
        await keys.ChooseAsync("form[action='/agency/lookup'] [name=purpose]", "licensing");
        await keys.TypeAsync("form[action='/agency/lookup'] [name=caseNumber]", "KEYS-1");
        await keys.SendAsync();
        Assert.Contains("可以执行", await visitor.MainAsync(), StringComparison.Ordinal);

        await keys.UseAsync("nav a[href^='/agency/cases']");
        await keys.UseAsync("main a[href*='state=unclaimed']");
        await keys.UseAsync("main tbody button[formaction$='/claim']");
        Assert.Contains("已认领", await visitor.MainAsync(), StringComparison.Ordinal);
        await keys.UseAsync("form[action='/signout'] button");
        Assert.Contains("/signin", visitor.Page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_clerk_pushes_a_table_corrects_a_record_and_signs_out()
    {
        var table = new ClerksTable("KEYS", 910_000);
        await using var visitor = await house.VisitAsync(Language.Chinese);
        var (page, keys) = (visitor.Page, new Keys(visitor.Page));
        await visitor.GotoAsync("/bureau");
        await keys.ChooseAsync("form:has([value^='bureau-']) select", "bureau-330100");
        await keys.UseAsync("form:has([value^='bureau-']) button");

        await keys.ChooseFileAsync("input[type=file]", new() { Name = "键盘.csv", MimeType = "text/csv", Buffer = table.File(isMended: false) });
        // The upload is script's: no page is asked for until it is over.
        await keys.ToAsync("form[enctype] button");
        await page.Keyboard.PressAsync("Enter");
        await page.AwaitDecidedAsync();
        Assert.Contains("4 条中退回 1 条", await page.MainAsync(), StringComparison.Ordinal);
        await keys.ToAsync("main .actions a");
        var marked = await page.RunAndWaitForDownloadAsync(() => page.Keyboard.PressAsync("Enter"));
        Assert.EndsWith("-标注.xlsx", marked.SuggestedFilename, StringComparison.Ordinal);

        await keys.UseAsync("nav a[href='/bureau/records']");
        await keys.TypeAsync("form.filters [name=q]", table.Id(2));
        await keys.SendAsync();
        await keys.UseAsync("main tbody th a");
        await keys.UseAsync("main .actions a[href*='change=correct']");
        await keys.TypeAsync("[id='changeReason']", "金额报送错误。");
        await keys.ToAsync("[id='penalty.fine']");
        await page.Keyboard.PressAsync("Control+A");
        await page.Keyboard.InsertTextAsync("30000");
        await keys.UseAsync("form.change button");
        Assert.Contains("变更已被接受，为第 2 版", await page.MainAsync(), StringComparison.Ordinal);
        await keys.UseAsync("form[action='/signout'] button");
        Assert.Contains("/signin", page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_committee_member_skips_to_the_page_finds_an_entry_sees_its_proof_and_signs_out()
    {
        await using var visitor = await house.VisitAsync(Language.Chinese);
        var (page, keys) = (visitor.Page, new Keys(visitor.Page));
        await visitor.GotoAsync("/committee/log");
        await keys.ToAsync($"[value='{ConsoleVisits.CommitteeMember}'] ~ button");
        await keys.SendAsync();

        // The first stop of a page leads past what all pages have.
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        Assert.Equal("MAIN", await page.EvaluateAsync<string>("document.activeElement.tagName"));
        await keys.ChooseAsync("select[name=kind]", "record.decided");
        await keys.TypeAsync("input[name=subject]", Fined);
        await keys.SendAsync();
        await keys.UseAsync("table.entries tbody a");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("验证通过");
        await keys.UseAsync("form[action='/signout'] button");
        Assert.Contains("/signin", page.Url, StringComparison.Ordinal);
        Assert.Contains("/signin", (await visitor.GotoAsync("/committee/log")).Url, StringComparison.Ordinal);
    }
}
