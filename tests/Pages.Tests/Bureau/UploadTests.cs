using System.Collections.Concurrent;
using CreditShare.Pages.Tests.Browsing;
using CreditShare.Systems;
using CreditShare.Testing;
using Microsoft.Data.Sqlite;

namespace CreditShare.Pages.Tests.Bureau;

/// <summary>What script adds to the form of a file, and how the page of its batch waits.</summary>
public sealed class UploadTests(House house)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_file_is_dropped_and_pushed_and_of_several_none_is_taken_for_the_one()
    {
        await using var visitor = await house.VisitAsync(Language.Chinese);
        var page = visitor.Page;
        await visitor.GotoAsync("/bureau");
        await page.SignInAsClerkAsync("330600");
        var table = System.Text.Encoding.UTF8.GetString(new ClerksTable("DROP", 930_000).File(isMended: true));
        await DropAsync("先选的.csv");
        await DropAsync("甲.csv", "乙.csv");
        Assert.Contains("一次只能报送一个文件", await page.Locator("[data-words]").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await page.Locator("input[type=file]").EvaluateAsync<int>("field => field.files.length"));
        await DropAsync("拖来的.csv");
        Assert.Equal("", await page.Locator("[data-words]").InnerTextAsync());
        await page.Locator("form[enctype] button").ClickAsync();
        await page.AwaitDecidedAsync();
        Assert.Equal("拖来的.csv", await page.Locator("dl.facts dd").First.InnerTextAsync());
        await visitor.CheckQuietAsync();

        // As a browser tells of files that come from elsewhere.
        Task DropAsync(params string[] names) => page.Locator("form[data-upload]").EvaluateAsync(
            """
            (form, { names, table }) => {
                const dataTransfer = new DataTransfer();
                for (const name of names)
                    dataTransfer.items.add(new File([table], name, { type: 'text/csv' }));
                for (const step of ['dragover', 'drop'])
                    form.dispatchEvent(new DragEvent(step, { dataTransfer, bubbles: true, cancelable: true }));
            }
            """,
            new { names, table });
    }

    [Fact]
    public async Task How_much_of_a_file_is_sent_is_said_until_all_of_it_is()
    {
        await using var visitor = await house.VisitAsync(Language.Chinese);
        var page = visitor.Page;
        await visitor.GotoAsync("/bureau");
        await page.SignInAsClerkAsync("330600");
        var said = new ConcurrentQueue<string>();
        await page.ExposeFunctionAsync<string, bool>("said", words =>
        {
            said.Enqueue(words);
            return true;
        });
        await page.Locator("[data-words]").EvaluateAsync("place => new MutationObserver(() => window.said(`${place.textContent} ${place.closest('form').querySelector('progress').hidden}`)).observe(place, { childList: true })");
        // As slow as a line is that one waits for.
        var network = await page.Context.NewCDPSessionAsync(page);
        await network.SendAsync("Network.emulateNetworkConditions", new() { ["offline"] = false, ["latency"] = 0, ["downloadThroughput"] = -1, ["uploadThroughput"] = 400_000 });
        await page.PushAsync("大.csv", [.. new ClerksTable("SLOW", 940_000).File(isMended: true), .. Enumerable.Repeat((byte)'\n', 600_000)]);
        await page.AwaitDecidedAsync();
        Assert.Matches("^正在发送 [0-9]{1,2}% false$", said.First());
        Assert.Contains(said, words => words.StartsWith("已全部送达", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_page_that_waits_asks_again_by_itself_which_is_no_use_of_the_session_until_it_is_told_to_stop()
    {
        await using var system = await StandaloneSystem.StartAsync(Cancel);
        await using var visitor = await Visitor.StartAsync(house.Browsers, Language.Chinese, system.Process.Address);
        await visitor.GotoAsync("/bureau");
        await visitor.Page.SignInAsClerkAsync("330800");
        using var other = new SqliteConnection($"Data Source={system.StoreFile};Pooling=False");
        other.Open();
        // Another process holds the registry's only write lock: nothing is decided until it lets go.
        using var hold = other.BeginTransaction(deferred: false);
        var bureau = system.Bureau("330800");
        var (_, receipt) = await bureau.PushAsync(Client.Ndjson([Some.Penalty()]), Cancel);
        var path = $"/bureau/batches/{receipt.GetProperty("id").GetString()}";
        var (refresh, page) = await AskAsync(path);
        Assert.Equal($"2; url={path}?refresh=auto", refresh);
        Assert.Contains($"href=\"{path}?refresh=off\"", page, StringComparison.Ordinal);
        // In the language in which it was asked for.
        Assert.Equal($"2; url={path}?culture=en&refresh=auto", (await AskAsync($"{path}?culture=en")).Refresh);
        (refresh, page) = await AskAsync($"{path}?refresh=off");
        Assert.Null(refresh);
        Assert.Contains("本页不自动更新", page, StringComparison.Ordinal);
        // Nor does it go from under the hands of who pages through it.
        Assert.Null((await AskAsync($"{path}?show=all")).Refresh);
        hold.Rollback();
        await bureau.AwaitDecidedAsync(receipt.GetProperty("id").GetString()!, Cancel);
        Assert.Null((await AskAsync(path)).Refresh);

        async Task<(string? Refresh, string Page)> AskAsync(string address)
        {
            var answer = await visitor.Page.APIRequest.GetAsync(new Uri(system.Process.Address, address).ToString());
            return (answer.Headers.GetValueOrDefault("refresh"), await answer.TextAsync());
        }
    }
}
