using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml.Linq;
using CreditShare.Pages.Tests.Browsing;
using CreditShare.Systems;
using Microsoft.Playwright;

namespace CreditShare.Pages.Tests.Auditing;

/// <summary>A committee member's day at the cities and agencies: overview, city, notice, spot check, agency.</summary>
public sealed class CityPagesTests(House house)
{
    private const string Subject = "913301039M2L6DET36";
    private const string Agency = "330100-licensing";

    /// <summary>Of a first page, without the chart library.</summary>
    private const long MostBytes = 100_000;

    private static readonly XNamespace Sheet = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>The month that it is in China, in which the samples are decided.</summary>
    private static readonly string Month = TimeProvider.System.GetUtcNow().ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM", CultureInfo.InvariantCulture);

    [Theory]
    [InlineData(Language.Chinese, "各市情况", "杭州市", "退回的原因")]
    [InlineData(Language.English, "The cities side by side", "Hangzhou", "Why records were refused")]
    public async Task A_member_sees_the_cities_side_by_side_follows_one_to_its_faults_and_signs_out(Language language, string title, string city, string reasons)
    {
        var system = await CountedAsync();
        await using var visitor = await house.VisitAsync(language);
        var page = visitor.Page;
        await page.SignInAsync(system.Process.Address, ConsoleVisits.CommitteeMember, "/committee");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync(title);
        Assert.InRange(await visitor.TransferredAsync(), 1, MostBytes);
        Assert.Equal(6, await page.Locator("table:has(#cities) tbody tr").CountAsync());
        // Of the samples 138 are refused; others may have pushed more.
        Assert.True(int.Parse(await page.Locator("table:has(#cities) tfoot td").Nth(2).InnerTextAsync(), NumberStyles.AllowThousands, CultureInfo.InvariantCulture) >= 138);
        await Assertions.Expect(page.Locator(".two [data-chart]:has(svg)")).ToHaveCountAsync(3);
        await visitor.ShotAsync("committee-overview");
        await visitor.CheckBarriersAsync();
        await visitor.CheckQuietAsync();

        await page.Locator("table:has(#cities) tbody").GetByRole(AriaRole.Link, new() { Name = city, Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator("h1")).ToContainTextAsync(city);
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync(reasons);
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync(language is Language.Chinese ? "杭州市（city-330100/witness）" : "Hangzhou (city-330100/witness)");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync(await KeyInLogAsync(system, "330100"));
        await visitor.ShotAsync("committee-city");
        await visitor.CheckBarriersAsync();
        await visitor.CheckQuietAsync();

        // A refusal leads to the entry that says so.
        await page.Locator("table a[href*='/committee/log/entry']").First.ClickAsync();
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("record.decided");
        await page.SignOutAsync();
        Assert.Contains("/signin", page.Url, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Language.Chinese, "归集条数", "嘉兴市")]
    [InlineData(Language.English, "Received", "Jiaxing")]
    public async Task The_monthly_notice_is_ready_to_print_and_comes_as_a_workbook_whose_numbers_are_those_of_the_page(Language language, string column, string city)
    {
        var system = await CountedAsync();
        await using var visitor = await house.VisitAsync(language);
        var page = visitor.Page;
        await page.SignInAsync(system.Process.Address, ConsoleVisits.CommitteeMember, $"/committee/notice?month={Month}");
        await Assertions.Expect(page.Locator("thead")).ToContainTextAsync(column);
        // A city to which no test pushes, so that its numbers stand still between the page and the workbook.
        var received = (await page.Locator("tbody tr").Filter(new() { HasText = city }).Locator("td").First.InnerTextAsync()).Replace(",", "", StringComparison.Ordinal);
        // 及时率 and 迟报率, as they stand there, are the whole.
        foreach (var rates in await page.Locator("tbody tr, tfoot tr").EvaluateAllAsync<string[][]>("rows => rows.map(row => [row.cells[5].innerText, row.cells[6].innerText])"))
        {
            if (rates[0] == "—")
                continue;
            Assert.Equal(100m, rates.Sum(rate => decimal.Parse(rate.TrimEnd('%'), CultureInfo.InvariantCulture)));
        }
        await visitor.ShotAsync("committee-notice");
        await visitor.CheckBarriersAsync();
        var (_, workbook) = await visitor.DownloadAsync(page.Locator("a[href*='notice.xlsx']"));
        using (var book = await ZipFile.OpenReadAsync(workbook, Cancel))
        {
            // All cities, and a sheet for each.
            Assert.Equal(7, book.Entries.Count(entry => entry.FullName.StartsWith("xl/worksheets/sheet", StringComparison.Ordinal)));
            var same = Rows(book, 1).Single(row => row.Elements(Sheet + "c").First().Value == city);
            Assert.Equal(received, same.Elements(Sheet + "c").ElementAt(1).Element(Sheet + "v")!.Value);
        }

        await page.Locator("tbody a").First.ClickAsync();
        await Assertions.Expect(page.Locator("tbody")).ToContainTextAsync("GEN-03");
        await visitor.ShotAsync("committee-city-notice");
        await visitor.CheckBarriersAsync();
        await visitor.CheckQuietAsync();
        // On paper there is the table, and no form.
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        Assert.False(await page.Locator("form.filters").IsVisibleAsync());
        Assert.True(await page.Locator(".signatures").IsVisibleAsync());
    }

    [Theory]
    [InlineData(Language.Chinese, "随机种子")]
    [InlineData(Language.English, "Seed")]
    public async Task A_spot_check_draws_what_the_log_decides_and_its_address_draws_the_same_again(Language language, string seed)
    {
        var system = await CountedAsync();
        await using var visitor = await house.VisitAsync(language);
        var page = visitor.Page;
        await page.SignInAsync(system.Process.Address, ConsoleVisits.CommitteeMember, "/committee/spot-checks");
        await page.Locator("select[name=city]").SelectOptionAsync("330400");
        await page.Locator("input[name=count]").FillAsync("8");
        await page.Locator("form.filters button").ClickAsync();
        var drawn = await DrawnAsync(page);
        Assert.Equal(8, drawn.Distinct(StringComparer.Ordinal).Count());
        Assert.All(drawn, key => Assert.StartsWith("330400/", key, StringComparison.Ordinal));
        // What somebody looks for in a file is the document's number.
        Assert.All(await page.Locator("table.sheet tbody th a").AllInnerTextsAsync(), number => Assert.Matches("〔[0-9]{4}〕", number));
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync(seed);
        await visitor.ShotAsync("committee-spot-check");
        await visitor.CheckBarriersAsync();
        await visitor.CheckQuietAsync();

        // The sheet's own address names the size of the log that fixed it; by now the log is longer.
        Assert.Contains("size=", page.Url, StringComparison.Ordinal);
        await page.ReloadAsync();
        Assert.Equal(drawn, await DrawnAsync(page));
        await visitor.GotoAsync(new Uri(page.Url).PathAndQuery.Replace("count=8", "count=5", StringComparison.Ordinal));
        Assert.Equal(drawn.Take(5), await DrawnAsync(page));
    }

    [Theory]
    [InlineData(Language.Chinese, "该月在交换日志的第一个条目之前就已结束", "尚未结束")]
    [InlineData(Language.English, "the month had ended before the first entry of the exchange log", "has not ended")]
    public async Task A_month_that_ended_before_the_log_began_is_not_called_running_and_nothing_is_drawn(Language language, string said, string running)
    {
        var system = await house.SampledAsync();
        await using var visitor = await house.VisitAsync(language);
        await visitor.Page.SignInAsync(system.Process.Address, ConsoleVisits.CommitteeMember, "/committee/spot-checks?city=330100&month=2020-01");
        await Assertions.Expect(visitor.Page.Locator("main")).ToContainTextAsync(said);
        await Assertions.Expect(visitor.Page.Locator("main")).Not.ToContainTextAsync(running);
        Assert.Equal(0, await visitor.Page.Locator("table.sheet").CountAsync());
        await visitor.CheckBarriersAsync();
    }

    [Theory]
    [InlineData(Language.Chinese, "行政许可审批", "这段时间被拒绝的请求")]
    [InlineData(Language.English, "Deciding on a licence", "What it was refused in this time")]
    public async Task An_agency_is_described_by_what_it_asked_and_what_it_was_refused(Language language, string purpose, string refused)
    {
        var system = await CountedAsync();
        await using var visitor = await house.VisitAsync(language);
        var page = visitor.Page;
        await page.SignInAsync(system.Process.Address, ConsoleVisits.CommitteeMember, $"/committee?from={Month}&until={Month}");
        // The months that were chosen go along, to an agency as days.
        await page.Locator(".figure a[href^='/committee/agencies']").ClickAsync();
        Assert.EndsWith($"/committee/agencies?from={Month}&until={Month}", page.Url, StringComparison.Ordinal);
        // Cases are counted in the background; until then the page says so.
        while (await page.Locator("table:has(#cases)").CountAsync() == 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, Cancel);
            await page.ReloadAsync();
        }
        await visitor.ShotAsync("committee-agencies");
        await visitor.CheckBarriersAsync();
        await page.Locator($"a[href^='/committee/agencies/{Agency}?from={Month}-01&until={Month}-']").First.ClickAsync();
        await Assertions.Expect(page.Locator("table:has(#hours)")).ToContainTextAsync(purpose);
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync(refused);
        await Assertions.Expect(page.Locator("table").Last).ToContainTextAsync(language is Language.Chinese ? "没有这项权限（scope-missing）" : "no right to it (scope-missing)");
        await visitor.ShotAsync("committee-agency");
        await visitor.CheckBarriersAsync();
        // Of other days nothing of it is shown: the list is of the days that are counted.
        await visitor.GotoAsync($"/committee/agencies/{Agency}?from=2025-01-01&until=2025-01-31");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync(language is Language.Chinese ? "这段时间没有被拒绝的请求" : "Nothing was refused in this time");
        await visitor.CheckQuietAsync();
    }

    [Fact]
    public async Task Without_script_the_same_is_read_chosen_and_drawn()
    {
        var system = await CountedAsync();
        await using var visitor = await house.VisitAsync(Language.Chinese, script: false);
        var page = visitor.Page;
        await page.SignInAsync(system.Process.Address, ConsoleVisits.CommitteeMember, "/committee");
        await page.Locator("input[name=from]").FillAsync(Month);
        await page.Locator("form.filters button").ClickAsync();
        Assert.Contains($"from={Month}", page.Url, StringComparison.Ordinal);
        // The charts' figures stand in tables.
        await Assertions.Expect(page.Locator(".two table").First).ToContainTextAsync($"{int.Parse(Month[..4], CultureInfo.InvariantCulture)}年{int.Parse(Month[5..], CultureInfo.InvariantCulture)}月");
        Assert.Equal(["每月入库／上报条数", "每月合规率", "每月及时率"], await page.Locator(".two caption").AllInnerTextsAsync());
        // Of one month they are the cities' own.
        foreach (var (table, column) in (IReadOnlyList<(int, int)>)[(1, 6), (2, 7)])
        {
            Assert.Equal(
                await page.Locator($"table:has(#cities) tbody td:nth-of-type({column})").AllInnerTextsAsync(), await page.Locator(".two table").Nth(table).Locator("td").AllInnerTextsAsync());
        }
        await page.Locator("table:has(#cities) tbody th a").Nth(1).ClickAsync();
        await page.Locator("a[href*='spot-checks']").Last.ClickAsync();
        await Assertions.Expect(page.Locator("table.sheet tbody tr")).ToHaveCountAsync(20);
    }

    [Fact]
    public async Task Who_is_not_of_the_committee_is_told_so_on_a_page()
    {
        var system = await house.SampledAsync();
        await using var visitor = await house.VisitAsync(Language.Chinese);
        await visitor.Page.SignInAsync(system.Process.Address, "bureau-330100", "/bureau");
        foreach (var path in (IReadOnlyList<string>)["/committee", "/committee/cities/330100", "/committee/notice", "/committee/notice.xlsx", "/committee/agencies", "/committee/spot-checks"])
        {
            Assert.Equal(403, (await visitor.GotoAsync(path)).Status);
            await Assertions.Expect(visitor.Page.Locator("h1")).ToHaveTextAsync("无权进行此操作");
        }
        await visitor.CheckBarriersAsync();
    }

    [Theory]
    [InlineData("/committee/cities/999999", 404, "没有这个城市")]
    [InlineData("/committee/cities/999999/notice", 404, "没有这个城市")]
    [InlineData("/committee/agencies/none", 404, "没有这个机构")]
    [InlineData("/committee?from=x", 400, "起始月份应写作", "from")]
    [InlineData("/committee/agencies?from=2020-01", 400, "1 至 36 个月", "from")]
    [InlineData("/committee/agencies/330100-licensing?from=2026-13-01", 400, "起始日期应写作", "from")]
    [InlineData("/committee/notice?month=2999-01", 400, "不晚于本月", "month")]
    [InlineData("/committee/spot-checks?city=330100&count=101", 400, "1 至 100", "count")]
    [InlineData("/committee/spot-checks?city=330100&month=2026-11&size=999999999", 404, "还没有这么大的检查点")]
    public async Task What_is_not_there_or_asked_wrongly_is_said_in_words(string path, int status, string said, string? field = null)
    {
        var system = await house.SampledAsync();
        await using var visitor = await house.VisitAsync(Language.Chinese);
        await visitor.Page.SignInAsync(system.Process.Address, ConsoleVisits.CommitteeMember, "/committee/spot-checks");
        Assert.Equal(status, (await visitor.GotoAsync(path)).Status);
        await Assertions.Expect(visitor.Page.Locator("main")).ToContainTextAsync(said);
        if (field is not null)
        {
            Assert.Equal($"#{field}", await visitor.Page.Locator("#fault-1 a").GetAttributeAsync("href"));
            Assert.Equal("fault-1", await visitor.Page.Locator($"#{field}[aria-invalid=true]").GetAttributeAsync("aria-describedby"));
        }
        await visitor.CheckBarriersAsync();
    }

    [Fact]
    public async Task Before_anything_was_pushed_the_pages_say_so()
    {
        var system = await house.EmptyAsync();
        await using var visitor = await house.VisitAsync(Language.Chinese, samples: false);
        await visitor.Page.SignInAsync(system.Process.Address, ConsoleVisits.CommitteeMember, "/committee/cities/341000");
        await Assertions.Expect(visitor.Page.Locator("main")).ToContainTextAsync("这段时间还没有报送");
        await Assertions.Expect(visitor.Page.Locator("main")).ToContainTextAsync("该市还没有做过比对");
        await visitor.CheckBarriersAsync();
        await visitor.GotoAsync("/committee/agencies/341000-tourism");
        await Assertions.Expect(visitor.Page.Locator("main")).ToContainTextAsync("这段时间还没有查询");
        await visitor.CheckQuietAsync();
    }

    [Fact]
    public async Task That_a_page_was_read_is_an_entry_with_what_was_asked()
    {
        var system = await house.SampledAsync();
        await using var visitor = await house.VisitAsync(Language.Chinese);
        await visitor.Page.SignInAsync(system.Process.Address, ConsoleVisits.CommitteeMember, "/committee/cities/330500?from=2026-02&until=2026-03");
        while (true)
        {
            var (_, found) = await system.Auditor().GetAsync("/v1/log/entries?kind=log.read&order=newest&limit=100", Cancel);
            if (found.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("entry").GetProperty("detail"))
                .Any(detail => detail.TryGetProperty("query", out var query) && query.GetString() == "city=330500&from=2026-02&until=2026-03"))
                return;
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, Cancel);
        }
    }

    /// <summary>With samples, a lookup and a refused call; all of it counted.</summary>
    private async Task<StandaloneSystem> CountedAsync()
    {
        var system = await house.SampledAsync();
        var agency = system.Agency();
        await agency.GetAsync($"/v1/subjects/{Subject}/punishments?purpose=licensing&caseNumber=CITY-1", Cancel);
        await agency.GetAsync("/v1/log/entries", Cancel);
        while (true)
        {
            var (_, counted) = await system.Auditor().GetAsync("/v1/statistics/cities", Cancel);
            var own = counted.GetProperty("agencies").EnumerateArray().FirstOrDefault(one => one.GetProperty("agency").GetString() == Agency);
            if (own.ValueKind == System.Text.Json.JsonValueKind.Object && own.GetProperty("subjects").GetInt64() > 0 && own.GetProperty("refused").GetInt64() > 0
                && counted.GetProperty("cities").EnumerateArray().Sum(city => city.GetProperty("total").GetProperty("received").GetInt64()) >= 1454)
                return system;
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, Cancel);
        }
    }

    private static async Task<IReadOnlyList<string>> DrawnAsync(IPage page) => await page.Locator("table.sheet tbody th .name").AllInnerTextsAsync();

    private static IEnumerable<XElement> Rows(ZipArchive book, int sheet)
    {
        using var part = new StreamReader(book.GetEntry($"xl/worksheets/sheet{sheet}.xml")!.Open(), Encoding.UTF8);
        return [.. XDocument.Parse(part.ReadToEnd()).Descendants(Sheet + "row")];
    }

    /// <summary>The city's public key, as the entry about keys has it.</summary>
    private static async Task<string> KeyInLogAsync(StandaloneSystem system, string city)
    {
        var (_, found) = await system.Auditor().GetAsync("/v1/log/entries?kind=keys.changed&order=newest&limit=1", Cancel);
        var id = found.GetProperty("items")[0].GetProperty("entry").GetProperty("id").GetString();
        var (_, entry) = await system.Auditor().GetAsync($"/v1/log/entries/{id}", Cancel);
        return entry.GetProperty("content").GetProperty(city)[0].GetString()!;
    }
}
