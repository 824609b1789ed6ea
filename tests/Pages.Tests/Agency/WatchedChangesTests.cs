using CreditShare.Domain.Records;
using CreditShare.Pages.Tests.Browsing;
using CreditShare.Systems;
using CreditShare.Testing;
using Microsoft.Playwright;

namespace CreditShare.Pages.Tests.Agency;

/// <summary>What changed for watched subjects, where much else did.</summary>
public sealed class WatchedChangesTests(House house)
{
    private const string Seen = "form[action='/agency/watches/seen']";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Changes_behind_thousands_of_decisions_about_others_are_found_counted_and_shown_fifty_at_a_time()
    {
        await using var system = await StandaloneSystem.StartAsync(Cancel);
        await using var visitor = await Visitor.StartAsync(house.Browsers, Language.Chinese, system.Process.Address);
        await visitor.SignInAsOfficerAsync(wanted: "/agency/watches");
        var form = visitor.Page.Locator("form.fields[action='/agency/watches']");
        await form.Locator("[name=subject]").FillAsync(Some.Subject(1).Code!);
        await form.Locator("[name=purpose]").SelectOptionAsync("licensing");
        await form.Locator("[name=caseNumber]").FillAsync("WATCH-1");
        await form.Locator("button").ClickAsync();
        Assert.Contains("各主体自关注之日起、尚未阅的变化", await visitor.MainAsync(), StringComparison.Ordinal);
        Assert.Contains("还没有变化", await visitor.MainAsync(), StringComparison.Ordinal);

        await PushAsync(Enumerable.Range(1000, 5_100).Select(Some.Penalty));
        await PushAsync(Enumerable.Range(2, 60).Select(n => Some.Penalty(n) with { Subject = Some.Subject(1) }));
        // A decision is in the log a moment after its bureau knows of it.
        while ((await system.Auditor().GetAsync($"/v1/log/entries?kind=record.decided&subject={Some.Subject(1).Code}&limit=100", Cancel)).Body.GetProperty("items").GetArrayLength() < 60)
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, Cancel);
        await visitor.GotoAsync("/agency");
        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "60 项关注主体的变化" }).ClickAsync();
        var changes = visitor.Page.Locator("main table").First.Locator("tbody tr");
        Assert.Equal(50, await changes.CountAsync());
        await visitor.Page.Locator(Seen).Locator("button").ClickAsync();
        Assert.Equal(10, await changes.CountAsync());
        await visitor.Page.Locator(Seen).Locator("button").ClickAsync();
        Assert.Equal(0, await visitor.Page.Locator(Seen).CountAsync());
        Assert.Contains("还没有变化", await visitor.MainAsync(), StringComparison.Ordinal);
        await visitor.CheckQuietAsync();

        async Task PushAsync(IEnumerable<CreditRecord> records)
        {
            var bureau = system.Bureau();
            var (_, receipt) = await bureau.PushAsync(Client.Ndjson(records), Cancel);
            await bureau.AwaitDecidedAsync(receipt.GetProperty("id").GetString()!, Cancel);
        }
    }
}
