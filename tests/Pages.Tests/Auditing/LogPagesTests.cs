using System.Net;
using CreditShare.Pages.Tests.Browsing;
using CreditShare.Systems;
using Microsoft.Data.Sqlite;
using Microsoft.Playwright;

namespace CreditShare.Pages.Tests.Auditing;

/// <summary>An auditor's day at the exchange log: search, entry, proof, file; catalogue and law; how the log stands.</summary>
public sealed class LogPagesTests(House house)
{
    private const string Subject = "913301039M2L6DET36";

    /// <summary>Of its penalties one was withdrawn.</summary>
    private const string Withdrawn = "91330101CPTA6X8N2L";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Language.Chinese, "验证通过", "重新计算的答复与日志承诺逐字节一致")]
    [InlineData(Language.English, "Verified", "byte for byte, the one that the log commits to")]
    public async Task An_auditor_finds_an_answer_sees_its_proof_hold_takes_what_was_found_as_a_file_and_signs_out(Language language, string verified, string same)
    {
        var system = await house.SampledAsync();
        var entry = await LookUpAsync(system, $"DEMO-{language}");
        await using var visitor = await house.VisitAsync(language);
        var page = visitor.Page;
        await page.SignInAsync(system.Process.Address, ConsoleVisits.CommitteeMember, "/committee/log");
        Assert.Equal(50, await page.Locator("table.entries tbody tr").CountAsync());
        await visitor.ShotAsync("console-log");
        await visitor.CheckBarriersAsync();

        await page.Locator("select[name=kind]").SelectOptionAsync("lookup.answered");
        await page.Locator("input[name=subject]").FillAsync(Subject.ToLowerInvariant());
        await page.Locator("input[name=case]").FillAsync($"DEMO-{language}");
        await page.Locator("form.filters button").ClickAsync();
        Assert.Contains("kind=lookup.answered", page.Url, StringComparison.Ordinal);
        Assert.Equal(1, await page.Locator("table.entries tbody tr").CountAsync());
        await visitor.ShotAsync("console-log-found");
        var (_, path) = await visitor.DownloadAsync(page.GetByRole(AriaRole.Link, new() { Name = "CSV", Exact = true }));
        var file = await File.ReadAllTextAsync(path, Cancel);
        Assert.Contains(entry, file, StringComparison.Ordinal);
        Assert.Contains("\"end\"", file, StringComparison.Ordinal);
        Assert.StartsWith(language is Language.Chinese ? "\"序号\"" : "\"index\"", file, StringComparison.Ordinal);

        await page.Locator("table.entries tbody a").ClickAsync();
        await AwaitAsync(page, verified);
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync(same);
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync(entry);
        // What was answered is read as the officer read it; as programs have it only for who opens that.
        var told = page.Locator("table:has(#given-measures)");
        await Assertions.Expect(told).ToContainTextAsync(language is Language.Chinese ? "在行政许可等工作中列为重点审查对象" : "Priority review of applications");
        await Assertions.Expect(told).ToContainTextAsync(language is Language.Chinese ? "可以执行" : "at discretion");
        await Assertions.Expect(told).ToContainTextAsync("《浙江省公共信用信息管理条例》第23条第1项");
        await Assertions.Expect(told).ToContainTextAsync(language is Language.Chinese ? "杭州市，杭州环罚〔2026〕9101号，2026年3月10日" : "Hangzhou, 杭州环罚〔2026〕9101号, 10 March 2026");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync(language is Language.Chinese ? "所列记录没有异议" : "none of the records named is disputed");
        Assert.False(await page.Locator("pre.content").IsVisibleAsync());
        // Nor is an auditor told what members programs are to read.
        Assert.DoesNotMatch("binding (为|is) true", await page.Locator("main").InnerTextAsync());
        Assert.DoesNotMatch("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:", await page.Locator("main").InnerTextAsync());
        await visitor.ShotAsync("console-entry");
        await visitor.CheckBarriersAsync();
        await visitor.CheckQuietAsync();

        await page.SignOutAsync();
        Assert.Contains("/signin", page.Url, StringComparison.Ordinal);
        await page.GotoAsync(new Uri(system.Process.Address, "/committee/log").ToString());
        Assert.Contains("/signin", page.Url, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Language.Chinese, "/committee/catalogue?edition=2026-08-15&with=2026-01", "catalogue", "待核")]
    [InlineData(Language.English, "/committee/catalogue?edition=2026-08-15&with=2026-01", "catalogue", "unverified")]
    [InlineData(Language.Chinese, "/committee/measures?edition=2026-08-15&with=2026-01", "measures", "GEN-03 行政处罚（简易程序除外）")]
    [InlineData(Language.English, "/committee/measures?edition=2026-08-15&with=2026-01", "measures", "GEN-03 Administrative penalty (not summary procedure)")]
    [InlineData(Language.Chinese, "/committee/laws", "laws", "中华人民共和国生态环境法典")]
    [InlineData(Language.English, "/committee/laws", "laws", "Zhejiang")]
    [InlineData(Language.Chinese, "/committee/health", "health", "杭州市（city-330100/witness）")]
    [InlineData(Language.English, "/committee/health", "health", "Hangzhou (city-330100/witness)")]
    public async Task A_page_of_the_console_says_its_matter_without_barriers_and_quietly(Language language, string path, string name, string said)
    {
        await using var visitor = await house.VisitAsync(language);
        await visitor.Page.SignInAsync((await house.SampledAsync()).Process.Address, ConsoleVisits.CommitteeMember, path);
        await Assertions.Expect(visitor.Page.Locator("main")).ToContainTextAsync(said);
        // A law's title is Chinese on either page, and says so to who has it read out.
        Assert.DoesNotContain(await visitor.Page.Locator("main *:not([lang])").EvaluateAllAsync<string[]>(OwnTexts), text => language is Language.English && text.Contains('《', StringComparison.Ordinal));
        // Nor does an axis write days as programs do.
        Assert.DoesNotContain(await visitor.Page.Locator("[data-chart]").EvaluateAllAsync<string[]>("charts => charts.map(chart => JSON.parse(chart.dataset.chart).labels[0])"), label => label.Contains('-', StringComparison.Ordinal));
        await visitor.ShotAsync($"console-{name}");
        await visitor.CheckBarriersAsync();
        await visitor.CheckQuietAsync();
    }

    [Fact]
    public async Task Messages_that_wait_are_paged_through_in_either_language()
    {
        await using var system = await StandaloneSystem.StartAsync(Cancel);
        await system.SetAsideAsync(60, Cancel);
        // Found a moment after it is durable.
        while ((await system.Auditor().GetAsync("/v1/log/entries?kind=message.set-aside&limit=100", Cancel)).Body.GetProperty("items").GetArrayLength() < 60)
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, Cancel);
        foreach (var (language, next, first, none, waiting) in (IReadOnlyList<(Language, string, string, string, string)>)
            [(Language.Chinese, "下一页", "回到第一页", "从这里起没有更多等待处理的消息", "等待处理的消息"), (Language.English, "Next page", "First page", "From here on no more message is waiting", "Messages waiting")])
        {
            await using var visitor = await Visitor.StartAsync(house.Browsers, language, system.Process.Address);
            var page = visitor.Page;
            await page.SignInAsync(system.Process.Address, ConsoleVisits.CommitteeMember, "/committee/health");
            var rows = page.Locator($"[aria-label='{waiting}'] tbody tr");
            await Assertions.Expect(rows).ToHaveCountAsync(50);
            await Assertions.Expect(rows.First).ToContainTextAsync("message-60");
            await page.GetByRole(AriaRole.Link, new() { Name = next, Exact = true }).ClickAsync();
            await Assertions.Expect(rows).ToHaveCountAsync(10);
            await Assertions.Expect(rows.First).ToContainTextAsync("message-10");
            Assert.EndsWith("#messages", page.Url, StringComparison.Ordinal);
            await Assertions.Expect(page.Locator("[rel=next]")).ToHaveCountAsync(0);
            await visitor.CheckBarriersAsync();
            await page.GetByRole(AriaRole.Link, new() { Name = first, Exact = true }).ClickAsync();
            await Assertions.Expect(rows).ToHaveCountAsync(50);
            await visitor.GotoAsync("/committee/health?after=0");
            await Assertions.Expect(page.Locator("main")).ToContainTextAsync(none);
            await visitor.CheckQuietAsync();
        }
    }

    [Theory]
    [InlineData(Language.Chinese, "单机运行")]
    [InlineData(Language.English, "standalone")]
    public async Task An_operator_is_told_where_there_is_no_quarantine(Language language, string said)
    {
        await using var visitor = await house.VisitAsync(language);
        await visitor.Page.SignInAsync((await house.SampledAsync()).Process.Address, ConsoleVisits.Operator, "/operator");
        await Assertions.Expect(visitor.Page.Locator("main")).ToContainTextAsync(said);
        await visitor.ShotAsync("operator-quarantine");
        await visitor.CheckBarriersAsync();
        await visitor.CheckQuietAsync();
    }

    [Fact]
    public async Task The_log_is_searched_and_read_without_script()
    {
        var system = await house.SampledAsync();
        await using var visitor = await house.VisitAsync(Language.Chinese, script: false);
        var page = visitor.Page;
        await page.SignInAsync(system.Process.Address, ConsoleVisits.CommitteeMember, "/committee/log?order=oldest");
        await page.Locator("select[name=city]").SelectOptionAsync("330400");
        await page.Locator("select[name=kind]").SelectOptionAsync("record.decided");
        await page.Locator("form.filters button").ClickAsync();
        var first = await page.Locator("table.entries tbody td").First.InnerTextAsync();
        await page.Locator("nav.pager a[rel=next]").ClickAsync();
        Assert.NotEqual(first, await page.Locator("table.entries tbody td").First.InnerTextAsync());
        await page.Locator("nav.pager a").First.ClickAsync();
        Assert.Equal(first, await page.Locator("table.entries tbody td").First.InnerTextAsync());
        await page.Locator("table.entries tbody a").First.ClickAsync();
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("验证通过");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("内容与条目的承诺一致");
        // From a decision to the others of its batch, and to none of another.
        var batch = page.Locator("dl.facts a[href*='batch=']");
        var name = await batch.InnerTextAsync();
        await batch.ClickAsync();
        Assert.Equal(name, await page.Locator("input[name=batch]").InputValueAsync());
        Assert.True(await page.Locator("table.entries tbody tr").CountAsync() > 1);
        await page.Locator("table.entries tbody a").Last.ClickAsync();
        Assert.Equal(name, await page.Locator("dl.facts a[href*='batch=']").InnerTextAsync());
    }

    [Theory]
    [InlineData(Language.Chinese, "查询条件：类型 记录认定（record.decided）；城市 嘉兴市；从（含当日） 2026年1月1日；最早在前")]
    [InlineData(Language.English, "Searched for: kind Record decided (record.decided); city Jiaxing; from (day included) 1 January 2026; oldest first")]
    public async Task A_printed_search_says_what_was_searched_for(Language language, string said)
    {
        var system = await house.SampledAsync();
        await using var visitor = await house.VisitAsync(language);
        await visitor.Page.SignInAsync(system.Process.Address, ConsoleVisits.CommitteeMember, "/committee/log?kind=record.decided&city=330400&fromDay=2026-01-01&order=oldest");
        var line = visitor.Page.Locator("p.paper");
        Assert.False(await line.IsVisibleAsync());
        await visitor.Page.EmulateMediaAsync(new() { Media = Media.Print });
        Assert.Equal(said, await line.InnerTextAsync());
        Assert.False(await visitor.Page.Locator("form.filters").IsVisibleAsync());
    }

    [Fact]
    public async Task A_wrong_question_is_shown_again_with_all_that_is_wrong_and_leaves_no_entry()
    {
        var system = await house.SampledAsync();
        await using var visitor = await house.VisitAsync(Language.Chinese);
        await visitor.Page.SignInAsync(system.Process.Address, ConsoleVisits.CommitteeMember, "/committee");
        var answer = await visitor.GotoAsync("/committee/log?subject=91330103&account=11010519491231002X&fromDay=2026-11-23&untilDay=2026-11-01");
        Assert.Equal(400, answer.Status);
        Assert.Equal(3, await visitor.Page.Locator(".remark.bad li").CountAsync());
        Assert.Equal("91330103", await visitor.Page.Locator("input[name=subject]").InputValueAsync());
        foreach (var field in (string[])["subject", "account", "untilDay"])
            Assert.Equal(field, await visitor.Page.Locator($"#{field}[aria-invalid=true]").GetAttributeAsync("name"));
        Assert.Equal(3, await visitor.Page.Locator(".remark.bad li a").CountAsync());
        await visitor.CheckBarriersAsync();
        Assert.Equal(404, (await visitor.GotoAsync("/committee/log/entry?id=none")).Status);
        Assert.Equal(404, (await visitor.GotoAsync("/committee/catalogue?edition=1999-01")).Status);
        var (_, read) = await system.Auditor().GetAsync("/v1/log/entries?kind=log.read&order=newest&limit=500", Cancel);
        Assert.DoesNotContain("91330103&", read.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("1999-01", read.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_read_at_the_console_is_an_entry_with_its_filters_and_what_is_refused_there_is_one_too()
    {
        var system = await house.SampledAsync();
        await using var visitor = await house.VisitAsync(Language.English);
        await visitor.Page.SignInAsync(system.Process.Address, ConsoleVisits.CommitteeMember, "/committee/log?city=341000&fromDay=2026-01-01&untilDay=2099-12-31");
        var entry = await LookUpAsync(system, "DEMO-AGAIN");
        await visitor.GotoAsync($"/committee/log/entry?id={entry}&again=1");
        await visitor.Page.SignOutAsync();
        await AwaitLoggedAsync(system, "log.read&account=auditor-1", "page", $"id={entry}&again=1");
        await AwaitLoggedAsync(system, "log.read&account=auditor-1", "page", "city=341000&from=2025-12-31T16%3A00%3A00Z&until=2099-12-31T16%3A00%3A00Z&order=newest");

        await visitor.Page.SignInAsync(system.Process.Address, "bureau-330100", "/bureau");
        Assert.Equal(403, (await visitor.GotoAsync("/committee/log?kind=log.read")).Status);
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Not allowed");
        await AwaitLoggedAsync(system, "access.refused&account=bureau-330100", "route", "GET /committee/log");
    }

    [Fact]
    public async Task What_was_answered_is_read_out_of_what_the_entry_commits_to_alone_and_nothing_is_said_of_records_that_it_does_not_name()
    {
        await using var system = await StandaloneSystem.StartAsync(Cancel);
        var entry = await LookUpAsync(system, "CHANGED-1");
        await using var visitor = await Visitor.StartAsync(house.Browsers, Language.Chinese, system.Process.Address);
        await visitor.Page.SignInAsync(system.Process.Address, ConsoleVisits.CommitteeMember, $"/committee/log/entry?id={entry}");
        var main = visitor.Page.Locator("main");
        await Assertions.Expect(main).ToContainTextAsync("答复了什么");
        await Assertions.Expect(main).Not.ToContainTextAsync("尚未了结");
        var (_, read) = await system.Auditor().GetAsync($"/v1/log/entries/{entry}", Cancel);
        foreach (var (changed, shown) in new[] { (read.GetProperty("content").GetRawText().Replace("CHANGED-1", "CHANGED-2", StringComparison.Ordinal), "CHANGED-2"), ("{ no JSON", "{ no JSON") })
        {
            Change(changed);
            Assert.Equal(200, (await visitor.GotoAsync($"/committee/log/entry?id={entry}")).Status);
            await Assertions.Expect(main).ToContainTextAsync("内容与条目的承诺不一致");
            await Assertions.Expect(main).Not.ToContainTextAsync("答复了什么");
            await Assertions.Expect(visitor.Page.Locator("pre.content")).ToContainTextAsync(shown);
            Assert.Equal(HttpStatusCode.OK, (await system.Auditor().GetAsync($"/v1/log/entries/{entry}", Cancel)).Status);
        }

        void Change(string content)
        {
            using var other = new SqliteConnection($"Data Source={system.StoreFile};Pooling=False");
            other.Open();
            using var command = new SqliteCommand("UPDATE entries SET content = @content WHERE id = @id", other);
            command.Parameters.AddWithValue("@content", System.Text.Encoding.UTF8.GetBytes(content));
            command.Parameters.AddWithValue("@id", entry);
            Assert.Equal(1, command.ExecuteNonQuery());
        }
    }

    [Fact]
    public async Task A_proof_whose_signature_nobody_could_check_is_not_shown_as_verified()
    {
        await using var system = await StandaloneSystem.StartAsync(Cancel, settings: new Dictionary<string, string> { ["Committee:LogKeyFile"] = "none" });
        var entry = await LookUpAsync(system, "NO-KEY-1");
        await using var visitor = await Visitor.StartAsync(house.Browsers, Language.Chinese, system.Process.Address);
        await visitor.Page.SignInAsync(system.Process.Address, ConsoleVisits.CommitteeMember, $"/committee/log/entry?id={entry}");
        await AwaitAsync(visitor.Page, "路径相符，签名未核对");
        var proof = visitor.Page.Locator("section[aria-labelledby=proof]");
        await Assertions.Expect(proof.Locator(".remark.warn")).ToHaveCountAsync(1);
        await Assertions.Expect(proof.Locator(".remark.good")).ToHaveCountAsync(0);
        await Assertions.Expect(proof).Not.ToContainTextAsync("验证通过");
        await Assertions.Expect(proof.Locator("dt").Last).ToHaveTextAsync("联署（此处未核对）");
    }

    [Theory]
    [InlineData(Language.Chinese, "变更类型：撤销", "记录类型：行政处罚", "决定书文号：杭州环罚〔2026〕9105号", "决定日期：2026年5月6日", "处罚类别：罚款、责令停产停业", "罚款金额：130,500.00 元")]
    [InlineData(Language.English, "Kind of change：Withdrawal", "Kind of record：penalty", "Document number：杭州环罚〔2026〕9105号", "Day of the decision：6 May 2026", "Kinds of penalty：fine, stop of business", "Fine：CNY 130,500.00")]
    public async Task A_decided_record_is_read_field_by_field_and_as_it_is_kept_by_who_opens_that(Language language, params string[] said)
    {
        var system = await house.SampledAsync();
        await using var visitor = await house.VisitAsync(language);
        var page = visitor.Page;
        await page.SignInAsync(system.Process.Address, ConsoleVisits.CommitteeMember, $"/committee/log/entry?id={await DecisionAsync(system, Withdrawn, "withdraw")}");
        var fields = await page.Locator("table.content tr").EvaluateAllAsync<string[]>("rows => rows.map(row => `${row.cells[0].innerText.trim()}：${row.cells[1].innerText.trim()}`)");
        Assert.All(said, field => Assert.Contains(field, fields));
        Assert.False(await page.Locator("pre.content").IsVisibleAsync());
        await visitor.ShotAsync("console-entry-decided");
        await page.Locator("main details summary").ClickAsync();
        await Assertions.Expect(page.Locator("pre.content")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("pre.content")).ToContainTextAsync("\"documentNumber\"");
        await visitor.CheckBarriersAsync();
        await visitor.CheckQuietAsync();
    }

    [Theory]
    [InlineData(Language.Chinese, "keys.changed", "杭州市", "内容原文")]
    [InlineData(Language.English, "keys.changed", "Hangzhou", "As it is kept")]
    [InlineData(Language.Chinese, "cases.answered", "待认领", "最迟认领日")]
    [InlineData(Language.English, "cases.answered", "Unclaimed", "To be claimed by")]
    public async Task What_an_entry_of_another_kind_commits_to_is_read_in_words_too(Language language, string kind, params string[] said)
    {
        var system = await house.SampledAsync();
        var (_, cases) = await system.Agency().GetAsync("/v1/cases?state=unclaimed&limit=3", Cancel);
        var (_, found) = await system.Auditor().GetAsync("/v1/log/entries?kind=keys.changed&order=newest&limit=1", Cancel);
        var entry = kind == "cases.answered" ? cases.GetProperty("logEntry").GetString() : found.GetProperty("items")[0].GetProperty("entry").GetProperty("id").GetString();
        await using var visitor = await house.VisitAsync(language);
        await visitor.Page.SignInAsync(system.Process.Address, ConsoleVisits.CommitteeMember, $"/committee/log/entry?id={entry}");
        // Not elsewhere on the page, nor in what is folded away.
        foreach (var words in said)
            await Assertions.Expect(visitor.Page.Locator("table.content th, table.content td, summary", new() { HasTextString = words }).First).ToBeVisibleAsync();
        Assert.False(await visitor.Page.Locator("pre.content").IsVisibleAsync());
        if (kind == "cases.answered")
            await visitor.ShotAsync("console-entry-cases");
        await visitor.CheckBarriersAsync();
        await visitor.CheckQuietAsync();
    }

    [Fact]
    public async Task From_a_decision_one_comes_to_the_decisions_of_its_records_other_versions()
    {
        var system = await house.SampledAsync();
        await using var visitor = await house.VisitAsync(Language.Chinese);
        var withdrawal = await DecisionAsync(system, Withdrawn, "withdraw");
        await visitor.Page.SignInAsync(system.Process.Address, ConsoleVisits.CommitteeMember, $"/committee/log/entry?id={withdrawal}");
        var shown = visitor.Page.Locator("tr[aria-current=true]");
        await Assertions.Expect(shown).ToContainTextAsync("撤销");
        await Assertions.Expect(shown).ToContainTextAsync("（本条目）");
        await Assertions.Expect(shown.Locator("a")).ToHaveCountAsync(0);
        await visitor.Page.Locator("tbody:has(tr[aria-current]) a").ClickAsync();
        await visitor.Page.ArriveAsync(url => !url.Contains(withdrawal, StringComparison.Ordinal));
        await Assertions.Expect(shown).ToContainTextAsync("报送");
        Assert.Contains($"id={withdrawal}", await visitor.Page.Locator("tbody:has(tr[aria-current]) a").GetAttributeAsync("href"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_fact_of_an_entry_has_a_Chinese_name_whatever_its_kind()
    {
        var system = await house.SampledAsync();
        await LookUpAsync(system, "DEMO-FACTS");
        await using var visitor = await house.VisitAsync(Language.Chinese);
        await visitor.Page.SignInAsync(system.Process.Address, ConsoleVisits.CommitteeMember, "/committee/log");
        var kinds = await visitor.Page.Locator("select[name=kind] option").EvaluateAllAsync<string[]>("options => options.map(option => option.value).filter(kind => kind)");
        var seen = new HashSet<string>();
        foreach (var kind in kinds)
        {
            var (_, found) = await system.Auditor().GetAsync($"/v1/log/entries?kind={kind}&order=newest&limit=1", Cancel);
            foreach (var item in found.GetProperty("items").EnumerateArray())
            {
                seen.Add(kind);
                await visitor.GotoAsync($"/committee/log/entry?id={item.GetProperty("entry").GetProperty("id").GetString()}");
                Assert.DoesNotContain(await visitor.Page.Locator("section[aria-labelledby=members] dt").AllInnerTextsAsync(), name => !name.Any(letter => letter is >= '\u4e00' and <= '\u9fff'));
                // Nor of what it commits to: but for places in a list, and names of files.
                Assert.DoesNotContain(await visitor.Page.Locator("table.content th").AllInnerTextsAsync(), name => !name.Any(letter => letter is (>= '\u4e00' and <= '\u9fff') or (>= '0' and <= '9') or '.' or '…'));
            }
        }
        // Whatever others did in the house, these kinds are there.
        Assert.Superset(new HashSet<string>(["record.decided", "lookup.answered", "log.read", "keys.changed", "catalogue.changed"]), seen);
    }

    [Fact]
    public async Task A_page_that_cannot_be_recorded_is_not_shown()
    {
        await using var system = await StandaloneSystem.StartAsync(Cancel);
        await using var visitor = await Visitor.StartAsync(house.Browsers, Language.English, system.Process.Address);
        await visitor.Page.SignInAsync(system.Process.Address, ConsoleVisits.CommitteeMember, "/committee/laws");
        using var other = new SqliteConnection($"Data Source={system.StoreFile};Pooling=False");
        other.Open();
        // Another process holds the only write lock: reading goes on, staging cannot.
        using var hold = other.BeginTransaction(deferred: false);
        foreach (var path in (string[])["/committee/log", "/committee/laws"])
        {
            var answer = await visitor.GotoAsync(path);
            Assert.Equal(503, answer.Status);
            Assert.Equal(0, await visitor.Page.Locator("table").CountAsync());
        }
    }

    /// <summary>What stands in each element itself, and in none of its parts.</summary>
    private const string OwnTexts = "parts => parts.map(part => [...part.childNodes].filter(node => node.nodeType === 3).map(node => node.data).join(''))";

    private static async Task<string> LookUpAsync(StandaloneSystem system, string number)
    {
        var (status, answer) = await system.Agency().GetAsync($"/v1/subjects/{Subject}/punishments?purpose=licensing&caseNumber={number}", Cancel);
        Assert.Equal(HttpStatusCode.OK, status);
        var entry = answer.GetProperty("logEntry").GetString()!;
        // Found a moment after it is durable.
        while ((await system.Auditor().GetAsync($"/v1/log/entries?case={number}", Cancel)).Body.GetProperty("items").GetArrayLength() == 0)
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, Cancel);
        return entry;
    }

    /// <summary>Id of the entry that decided a change of a subject's record.</summary>
    private static async Task<string> DecisionAsync(StandaloneSystem system, string subject, string change)
    {
        var (_, found) = await system.Auditor().GetAsync($"/v1/log/entries?kind=record.decided&subject={subject}&limit=500", Cancel);
        return found.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("entry"))
            .First(entry => entry.GetProperty("detail").TryGetProperty("change", out var made) && made.GetString() == change).GetProperty("id").GetString()!;
    }

    /// <summary>A checkpoint covers an entry a moment after it is found.</summary>
    private static async Task AwaitAsync(IPage page, string said)
    {
        while (!(await page.Locator("main").InnerTextAsync()).Contains(said, StringComparison.Ordinal))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, Cancel);
            await page.ReloadAsync();
        }
    }

    private static async Task AwaitLoggedAsync(StandaloneSystem system, string kind, string fact, string value)
    {
        while (true)
        {
            var (_, found) = await system.Auditor().GetAsync($"/v1/log/entries?kind={kind}&order=newest&limit=100", Cancel);
            if (found.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("entry").GetProperty("detail"))
                .Any(detail => detail.TryGetProperty(fact, out _) && detail.EnumerateObject().Any(member => member.Value.GetString() == value)))
                return;
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, Cancel);
        }
    }
}
