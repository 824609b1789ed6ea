using System.Globalization;
using CreditShare.Engines;
using CreditShare.OpenIdProvider;
using CreditShare.Pages.Tests.Browsing;
using CreditShare.Pages.Tests.SigningIn;
using CreditShare.Systems;
using CreditShare.Testing;
using Microsoft.Playwright;

namespace CreditShare.Pages.Tests.Auditing;

/// <summary>The operator's pages where something lies in quarantine: services apart over a real broker, for in one process there is none.</summary>
public sealed class QuarantinePagesTests(House house) : IAsyncLifetime
{
    private const string City = "330100";
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(100);

    private readonly CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private readonly Stack<IAsyncDisposable> started = [];
    private Provider provider = null!;
    private SeparateServices system = null!;

    private CancellationToken Cancel => limit.Token;

    public async ValueTask InitializeAsync()
    {
        limit.CancelAfter(Limit);
        provider = Started(await Provider.StartAsync(Cancel));
        var broker = Started(await RabbitMqEngine.StartPrivateAsync(Cancel));
        var mongo = Started(await MongoDbEngine.StartAsync(Cancel));
        // Programs that were not published find the pages' styles in Development alone.
        var settings = new Dictionary<string, string>(HouseWithProvider.Settings(provider)) { ["ASPNETCORE_ENVIRONMENT"] = "Development" };
        system = Started(await SeparateServices.StartAsync(broker, mongo, Cancel, [City], settings));
    }

    public async ValueTask DisposeAsync()
    {
        while (started.TryPop(out var one))
            await one.DisposeAsync();
        limit.Dispose();
    }

    [Fact]
    public async Task An_operator_sees_what_lies_in_quarantine_looks_into_a_message_and_discards_it()
    {
        // A key that the registry does not know: what the city signs by it is set aside.
        File.WriteAllText(Path.Combine(system.CityFolder, $"city-{City}.key"), Convert.ToBase64String(new byte[32]));
        foreach (var n in (int[])[1, 2, 3])
            await system.Bureau(City).PushUntilReceiptAsync(Client.Ndjson(Workload.Records(City, n, 1)), $"push-{n}", Cancel);
        while ((await system.Operator().GetAsync("/v1/dead-letters", Cancel)).Body.GetProperty("items").GetArrayLength() < 3)
            await Task.Delay(Between, TimeProvider.System, Cancel);

        foreach (var language in (Language[])[Language.English, Language.Chinese])
        {
            await using var visitor = await Visitor.StartAsync(house.Browsers, language, system.Registry.Address, provider.Address);
            var page = visitor.Page;
            await visitor.GotoAsync("/operator");
            await page.Locator("form[action='/signin/provider'] button").ClickAsync();
            await visitor.ChooseAsync(Account.Operator);
            await Assertions.Expect(page.Locator("main tbody tr").First).ToContainTextAsync("fits no known key");
            await Assertions.Expect(page.Locator("main tbody tr").First).ToContainTextAsync(language is Language.Chinese ? "发送方不可信" : "the sender is not believed");
            if (language is Language.Chinese)
                await Assertions.Expect(page.Locator("main tbody tr").First).ToContainTextAsync($"签名与城市 {City} 现在有效的已知公钥都不相符");
            var times = (await page.Locator("main tbody td:first-child").AllInnerTextsAsync())
                .Select(time => DateTime.ParseExact(time, language is Language.Chinese ? "yyyy年M月d日 HH:mm:ss" : "d MMMM yyyy HH:mm:ss", CultureInfo.InvariantCulture)).ToList();
            Assert.Equal(times.Order(), times);
            var message = await page.Locator("main tbody a").First.GetAttributeAsync("href");
            await visitor.ShotAsync("operator-quarantine-filled");
            await visitor.CheckBarriersAsync();

            await page.Locator("main tbody a").First.ClickAsync();
            await Assertions.Expect(page.Locator("main")).ToContainTextAsync($"city.{City}");
            await visitor.ShotAsync("operator-message");
            await visitor.CheckBarriersAsync();
            await page.Locator("input[name=Reason]").FillAsync("样例：无效签名");
            await page.Locator("button.danger").ClickAsync();
            await page.Locator("main .remark.good").WaitForAsync();
            // The city sends the others again and again, so their number says nothing.
            Assert.Equal(0, await page.Locator($"main tbody a[href='{message}']").CountAsync());
            await visitor.CheckQuietAsync();
        }
    }

    private T Started<T>(T one) where T : IAsyncDisposable
    {
        started.Push(one);
        return one;
    }
}
