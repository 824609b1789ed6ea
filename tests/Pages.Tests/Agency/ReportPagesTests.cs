using System.Text.RegularExpressions;
using CreditShare.Pages.Tests.Browsing;
using Microsoft.Playwright;

namespace CreditShare.Pages.Tests.Agency;

/// <summary>The printed report and the page by which anybody checks one, for who reads them by ear or by keyboard.</summary>
public sealed partial class ReportPagesTests(House house)
{
    /// <summary>Labels that take more than a line.</summary>
    private const string BrokenLabels =
        """
        labels => labels.filter(label => {
            const text = document.createRange();
            text.selectNodeContents(label);
            return text.getClientRects().length > 1;
        }).map(label => label.textContent)
        """;

    [Fact]
    public async Task A_report_and_the_page_that_checks_it_have_no_barriers()
    {
        await using var visitor = await house.VisitAsync(Language.Chinese);
        await visitor.SignInAsOfficerAsync();
        await visitor.LookUpAsync("913301039M2L6DET36", "PAGES-REPORT");
        var report = await visitor.Page.RunAndWaitForPopupAsync(() => visitor.Page.Locator("form:has([value=html]) button").ClickAsync());
        await report.LoadedAsync();
        await visitor.CheckBarriersAsync(report);
        await report.EmulateMediaAsync(new() { Media = Media.Print });
        Assert.Empty(await report.Locator("dt").EvaluateAllAsync<string[]>(BrokenLabels));
        var code = Code().Match(await report.ContentAsync());
        Assert.True(code.Success);

        Assert.Equal(200, (await visitor.GotoAsync(code.Value)).Status);
        await visitor.CheckBarriersAsync();
        Assert.Equal(404, (await visitor.GotoAsync("/reports/1")).Status);
        await visitor.CheckBarriersAsync();
    }

    [GeneratedRegex("/reports/[0-9A-Z]{26}")]
    private static partial Regex Code();
}
