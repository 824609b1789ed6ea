using System.Text;
using CreditShare.Domain.Calendar;
using CreditShare.Domain.Codes;
using CreditShare.Domain.Records;
using CreditShare.Pages.Tests.Browsing;
using CreditShare.Systems;
using CreditShare.Testing;
using Microsoft.Playwright;

namespace CreditShare.Pages.Tests.Agency;

/// <summary>An officer's day in a browser: look up, decide, watch, work the cases off, confirm what changed.</summary>
public sealed class OfficersDayTests(House house)
{
    private const string Fined = "913301039M2L6DET36";
    private const string Unknown = "91330100NRECRD0991";

    private const long MostBytes = 100_000;

    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(100);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static string Today => ChinaCalendar.Today(TimeProvider.System.GetUtcNow()).ToString("yyyy-MM-dd", null);

    [Theory]
    [InlineData(Language.Chinese)]
    [InlineData(Language.English)]
    public async Task An_officer_looks_up_and_decides_watches_and_reports(Language language)
    {
        await using var visitor = await house.VisitAsync(language);
        await visitor.SignInAsOfficerAsync();
        Assert.EndsWith("/agency", visitor.Page.Url, StringComparison.Ordinal);
        await visitor.LookAtAsync("home");

        // By name first: what is found leads to the code.
        await visitor.LookUpAsync("云川环保", "PAGES-1");
        Assert.Contains(Fined, await visitor.MainAsync(), StringComparison.Ordinal);
        await visitor.LookAtAsync("names");
        await visitor.Row(Fined).GetByRole(AriaRole.Button).ClickAsync();

        // Nothing of the question stands in the address.
        Assert.Equal("/agency/lookup", new Uri(visitor.Page.Url).PathAndQuery);
        // An answer is kept nowhere: there is no way to it in another language.
        Assert.Equal(0, await visitor.Page.Locator("a[href^='/language/']").CountAsync());
        var verdict = await visitor.Page.Locator(".verdict").InnerTextAsync();
        Assert.Contains(language is Language.Chinese ? "本机构可以执行（依法裁量）" : "Your agency may, at discretion", verdict, StringComparison.Ordinal);
        Assert.Contains(language is Language.Chinese ? "所列措施所依据的记录没有异议" : "None of the records behind the measures listed is disputed", verdict, StringComparison.Ordinal);
        Assert.Contains("《浙江省公共信用信息管理条例》第23条第1项", await visitor.MainAsync(), StringComparison.Ordinal);
        // Of the records of several provinces, whose is meant.
        Assert.Matches(language is Language.Chinese ? "记录 [0-9]+：所依据的记录由黄山市" : "Record [0-9]+: The record is of Huangshan", await visitor.MainAsync());
        await visitor.LookAtAsync("answer");

        var report = await visitor.Page.RunAndWaitForPopupAsync(() => visitor.Page.Locator("form:has([value=html]) button").ClickAsync());
        await report.LoadedAsync();
        // As its first sheet comes out of the printer.
        await report.SetViewportSizeAsync(820, 1160);
        // The same document in either language.
        if (language is Language.Chinese)
            await visitor.ShotAsync("agency-report", report);
        Assert.Contains(Fined, await report.Locator("body").InnerTextAsync(), StringComparison.Ordinal);
        await report.CloseAsync();

        await visitor.Page.Locator("form[action='/agency/watches'] button").ClickAsync();
        Assert.EndsWith("/agency/watches", visitor.Page.Url, StringComparison.Ordinal);
        Assert.Contains("PAGES-1", await visitor.Row(Fined).InnerTextAsync(), StringComparison.Ordinal);

        await visitor.GotoAsync("/agency");
        await visitor.LookUpAsync(Unknown, "PAGES-2");
        await visitor.LookAtAsync("answer-none");
        Assert.Contains(language is Language.Chinese ? "登记库没有该主体的记录" : "The registry holds no record", await visitor.MainAsync(), StringComparison.Ordinal);
        // No record was looked at, so no word is said of objections.
        Assert.DoesNotContain(language is Language.Chinese ? "尚未了结" : "Still open", await visitor.MainAsync(), StringComparison.Ordinal);

        // A wrong code is shown again as it was typed.
        await visitor.GotoAsync("/agency");
        await visitor.LookUpAsync("913301039M2L6DET37", "PAGES-3");
        Assert.Contains(language is Language.Chinese ? "校验位" : "check character", await visitor.Page.GetByRole(AriaRole.Alert).InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal("913301039M2L6DET37", await visitor.Page.Locator("[name=subject]").InputValueAsync());
        // The fault leads to its field, and the field names the fault.
        Assert.Equal("true", await visitor.Page.Locator("[name=subject]").GetAttributeAsync("aria-invalid"));
        Assert.Equal("fault-1", await visitor.Page.Locator("[name=subject]").GetAttributeAsync("aria-describedby"));
        Assert.Equal("#subject", await visitor.Page.Locator("#fault-1 a").GetAttributeAsync("href"));
        Assert.Null(await visitor.Page.Locator("[name=purpose]").GetAttributeAsync("aria-invalid"));
        await visitor.LookAtAsync("lookup-faults");

        await visitor.Page.Locator("form[action='/signout'] button").ClickAsync();
        Assert.Contains("/signin", visitor.Page.Url, StringComparison.Ordinal);
        await visitor.CheckQuietAsync();
    }

    [Theory]
    [InlineData(Language.Chinese)]
    [InlineData(Language.English)]
    public async Task An_officer_looks_a_list_up_and_takes_the_table_along(Language language)
    {
        await using var visitor = await house.VisitAsync(language);
        await visitor.SignInAsOfficerAsync(wanted: "/agency/list");
        await visitor.LookAtAsync("list");
        await visitor.Page.Locator("[name=codes]").FillAsync($"名称,代码\n云川,{Fined}\n91330502XDDC8R5YX6\n{Unknown}\n91330100NRECRD0992\n{Fined}");
        await visitor.Page.Locator("[name=purpose]").SelectOptionAsync("licensing");
        await visitor.Page.Locator("[name=caseNumber]").FillAsync("PAGES-LIST");
        await visitor.Page.Locator("form[action='/agency/list'] button").ClickAsync();
        await visitor.LookAtAsync("list-answer");
        Assert.Equal(["5", "2", "1", "1", "1"], await visitor.Page.Locator(".figure .number").AllInnerTextsAsync());
        Assert.Contains(Fined, await visitor.Page.Locator("#Found").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Contains(Unknown, await visitor.Page.Locator("#None").InnerTextAsync(), StringComparison.Ordinal);

        var (_, file) = await visitor.DownloadAsync(visitor.Page.Locator("a[download]"));
        var table = await File.ReadAllTextAsync(file, Cancel);
        Assert.Equal(6, table.Trim().Split("\r\n").Length);
        Assert.Contains(Fined, table, StringComparison.Ordinal);

        // The same as a file of a Chinese computer, larger than what programs may send: beside the code stands much else.
        await visitor.GotoAsync("/agency/list");
        await visitor.Page.Locator("[name=file]").SetInputFilesAsync(new FilePayload
        {
            Name = "投标人.csv", MimeType = "text/csv", Buffer = CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!.GetBytes($"投标人,信用代码,备注\r\n甲𠮷公司,{Fined},{new string('样', 3 << 19)}\r\n"),
        });
        await visitor.Page.Locator("[name=purpose]").SelectOptionAsync("licensing");
        await visitor.Page.Locator("[name=caseNumber]").FillAsync("PAGES-FILE");
        await visitor.Page.Locator("form[action='/agency/list'] button").ClickAsync();
        Assert.Equal("1", await visitor.Page.Locator(".figure .number").First.InnerTextAsync());
        await visitor.CheckQuietAsync();
    }

    [Theory]
    [InlineData(Language.Chinese)]
    [InlineData(Language.English)]
    public async Task An_officer_claims_a_case_feeds_it_back_and_releases_what_was_applied(Language language)
    {
        var system = await house.SampledAsync();
        var subject = await DecideAsync(system, language, 61, Some.Penalty(language is Language.Chinese ? 9101 : 9102));
        await using var visitor = await house.VisitAsync(language);
        await visitor.SignInAsOfficerAsync(wanted: "/agency/cases?state=unclaimed");
        await visitor.LookAtAsync("cases");
        // In any language that an address asks for.
        Assert.Equal(200, (await visitor.GotoAsync("/agency/cases?state=unclaimed&culture=en")).Status);
        var id = await AwaitCaseAsync(system, subject.Code!, "M06");
        await visitor.GotoAsync($"/agency/cases/{id}");
        await visitor.LookAtAsync("case");
        await visitor.Page.Locator("form[action$='/claim'] button").ClickAsync();
        Assert.Equal($"/agency/cases/{id}", new Uri(visitor.Page.Url).PathAndQuery);
        // Each number on the first page leads to the list that it counts.
        await visitor.GotoAsync("/agency");
        await visitor.Page.Locator(".figure a[href$='state=claimed-late']").WaitForAsync();
        await visitor.Page.Locator(".figure a[href$='state=claimed']").ClickAsync();
        Assert.Contains(subject.Code!, await visitor.MainAsync(), StringComparison.Ordinal);
        await visitor.GotoAsync($"/agency/cases/{id}");

        // Not applied takes a ground: without one the form comes back.
        var form = visitor.Page.Locator("form[action$='/feedback']");
        await form.Locator("[value=false]").CheckAsync();
        await form.Locator("[name=on]").FillAsync(Today);
        await form.Locator("[name=caseNumber]").FillAsync("HZ-LIC-61");
        await form.Locator("button").ClickAsync();
        Assert.Contains(language is Language.Chinese ? "请说明理由" : "Say why", await visitor.Page.GetByRole(AriaRole.Alert).First.InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal("HZ-LIC-61", await form.Locator("[name=caseNumber]").InputValueAsync());
        Assert.Equal("true", await form.Locator("[name=ground]").GetAttributeAsync("aria-invalid"));
        await visitor.LookAtAsync("case-faults");
        await form.Locator("[value=true]").CheckAsync();
        await form.Locator("button").ClickAsync();
        Assert.Contains("HZ-LIC-61", await visitor.MainAsync(), StringComparison.Ordinal);

        await PushAsync(system, Some.Penalty(language is Language.Chinese ? 9101 : 9102) with { Subject = subject, Change = ChangeKind.Withdraw, ChangeReason = "复议撤销（样例）" });
        await visitor.GotoAsync("/agency/cases?state=release-requested");
        await visitor.Row(subject.Code!).GetByRole(AriaRole.Link).Last.ClickAsync();
        Assert.Contains("HZ-LIC-61", await visitor.Page.Locator("form[action$='/release']").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Contains("GEN-03", await visitor.Page.Locator("dl.facts").InnerTextAsync(), StringComparison.Ordinal);
        await visitor.LookAtAsync("case-release");
        await visitor.Page.Locator("form[action$='/release'] button").ClickAsync();
        Assert.Contains(language is Language.Chinese ? "已解除" : "Released", await visitor.MainAsync(), StringComparison.Ordinal);
        await visitor.CheckQuietAsync();
    }

    [Theory]
    [InlineData(Language.Chinese)]
    [InlineData(Language.English)]
    public async Task What_changed_reaches_the_officer_who_had_asked_and_watched_and_is_confirmed(Language language)
    {
        var system = await house.SampledAsync();
        var number = language is Language.Chinese ? 9201 : 9202;
        var subject = await DecideAsync(system, language, 62, Some.Listing(number));
        await using var visitor = await house.VisitAsync(language);
        await visitor.SignInAsOfficerAsync("341000-licensing");
        await visitor.LookUpAsync(subject.Code!, "HS-62");
        Assert.Contains(subject.Name!, await visitor.MainAsync(), StringComparison.Ordinal);
        await visitor.Page.Locator("form[action='/agency/watches'] button").ClickAsync();

        await PushAsync(system, Some.Listing(number) with { Subject = subject, Change = ChangeKind.Withdraw, ChangeReason = "决定被撤销（样例）" });
        await AwaitNoticeAsync(system, subject.Code!);
        await visitor.GotoAsync("/agency");
        Assert.InRange(await visitor.TransferredAsync(), 1, MostBytes);
        await visitor.LookAtAsync("home-attention");
        await visitor.GotoAsync("/agency/watches");
        await visitor.LookAtAsync("watches");
        Assert.Equal(1, await visitor.Page.Locator("main tbody tr").Filter(new() { HasText = subject.Code! }).Filter(new() { HasText = language is Language.Chinese ? "撤销" : "Withdrawal" }).CountAsync());
        // In the list of changes and in that of the watched, by name and code.
        var rows = await visitor.Page.Locator("main tbody th").Filter(new() { HasText = subject.Code! }).AllInnerTextsAsync();
        Assert.True(rows.Count >= 2);
        Assert.All(rows, row => Assert.StartsWith(subject.Name!, row, StringComparison.Ordinal));
        await visitor.Page.Locator("form[action='/agency/watches/seen'] button").ClickAsync();
        Assert.Equal(0, await visitor.Page.Locator("form[action='/agency/watches/seen']").CountAsync());
        await visitor.Row(subject.Code!).GetByRole(AriaRole.Button).ClickAsync();
        Assert.DoesNotContain(subject.Code!, await visitor.MainAsync(), StringComparison.Ordinal);

        await visitor.GotoAsync("/agency/notices");
        await visitor.LookAtAsync("notices");
        var listed = await visitor.Row(subject.Code!).InnerTextAsync();
        Assert.Contains(subject.Name!, listed, StringComparison.Ordinal);
        Assert.Contains($"杭样列〔2026〕{number}号", listed, StringComparison.Ordinal);
        await visitor.Row(subject.Code!).GetByRole(AriaRole.Link).ClickAsync();
        Assert.Contains(subject.Name!, await visitor.MainAsync(), StringComparison.Ordinal);
        Assert.Contains("HS-62", await visitor.Page.Locator("dl.facts").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Contains($"杭样列〔2026〕{number}号", await visitor.Page.Locator("dl.facts").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal(("licensing", "HS-62"), (await visitor.Page.Locator("[name=purpose]").InputValueAsync(), await visitor.Page.Locator("[name=caseNumber]").InputValueAsync()));
        await visitor.LookAtAsync("notice");
        await visitor.Page.Locator("[value=measure-released]").CheckAsync();
        await visitor.Page.Locator("[name=text]").FillAsync("已恢复资格");
        await visitor.Page.Locator("form[action^='/agency/notices/'] button").ClickAsync();
        Assert.Contains(language is Language.Chinese ? "已解除措施" : "a measure was released", await visitor.MainAsync(), StringComparison.Ordinal);
        await visitor.CheckQuietAsync();
    }

    [Theory]
    [InlineData("licensing", "在行政许可等工作中列为重点审查对象", "列为日常监督检查重点对象", "市场监管")]
    [InlineData("market", "列为日常监督检查重点对象", "在行政许可等工作中列为重点审查对象", "行政审批")]
    public async Task What_the_own_agency_does_stands_apart_from_what_others_do_and_which_they_are(string agency, string own, string others, string charged)
    {
        await using var visitor = await house.VisitAsync(Language.Chinese);
        await visitor.SignInAsOfficerAsync($"330100-{agency}");
        await visitor.LookUpAsync(Fined, "PAGES-OWN", agency == "market" ? "inspection" : "licensing");
        var verdict = await visitor.Page.Locator(".verdict dd").AllInnerTextsAsync();
        Assert.Contains(verdict.Take(3), text => text.Contains(own, StringComparison.Ordinal));
        Assert.DoesNotContain(verdict.Take(3), text => text.Contains(others, StringComparison.Ordinal));
        Assert.Contains(charged, verdict[^1], StringComparison.Ordinal);
        var row = visitor.Page.Locator("h2#others + table tbody tr").Filter(new() { HasText = others });
        Assert.Contains($"执行部门：{charged}", await row.InnerTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_question_refused_at_a_page_is_an_entry_that_names_the_page()
    {
        var system = await house.SampledAsync();
        await using var visitor = await house.VisitAsync(Language.Chinese);
        await visitor.SignInAsOfficerAsync();
        // No form offers it.
        await visitor.Page.Locator("form[action='/agency/lookup'] [name=purpose] option[value=licensing]").EvaluateAsync("option => option.value = 'tendering'");
        await visitor.LookUpAsync(Fined, "PAGES-REFUSED", "tendering");
        Assert.Contains("不能以", await visitor.MainAsync(), StringComparison.Ordinal);
        var (_, found) = await system.Auditor().GetAsync("/v1/log/entries?kind=access.refused&case=PAGES-REFUSED", Cancel);
        var entry = found.GetProperty("items").EnumerateArray().Single().GetProperty("entry");
        Assert.Equal("POST /agency/lookup", entry.GetProperty("detail").GetProperty("route").GetString());
    }

    [Fact]
    public async Task A_lookup_is_two_entries_of_the_log_and_its_proof_is_a_file()
    {
        var system = await house.SampledAsync();
        await using var visitor = await house.VisitAsync(Language.Chinese);
        await visitor.SignInAsOfficerAsync();
        await visitor.LookUpAsync(Fined, "PAGES-PROOF");
        var entry = await visitor.Page.Locator("dd code").First.InnerTextAsync();
        var (_, found) = await system.Auditor().GetAsync("/v1/log/entries?case=PAGES-PROOF", Cancel);
        Assert.Equal(
            ["lookup.answered punishments officer-330100-licensing", "lookup.answered rewards officer-330100-licensing"],
            found.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("entry"))
                .Select(item => $"{item.GetProperty("kind")} {item.GetProperty("detail").GetProperty("asked")} {item.GetProperty("actor").GetProperty("account")}").Order());
        // Until a checkpoint covers the entry, the page says so.
        while ((await visitor.Page.Context.APIRequest.GetAsync(new Uri(system.Process.Address, $"/proofs/{entry}").ToString())).Status == 409)
            await Task.Delay(Between, TimeProvider.System, Cancel);
        var (_, proof) = await visitor.DownloadAsync(visitor.Page.Locator($"a[href='/proofs/{entry}']"));
        Assert.Contains("c2sp.org/tlog-proof", await File.ReadAllTextAsync(proof, Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_main_work_is_done_without_script()
    {
        await using var visitor = await house.VisitAsync(Language.Chinese, script: false);
        await visitor.SignInAsOfficerAsync();
        await visitor.LookUpAsync("云川环保", "PAGES-PLAIN");
        await visitor.Row(Fined).GetByRole(AriaRole.Button).ClickAsync();
        Assert.Contains("可以执行", await visitor.MainAsync(), StringComparison.Ordinal);
        await visitor.GotoAsync("/agency/cases?state=unclaimed");
        var row = visitor.Page.Locator("main tbody tr").First;
        await row.GetByRole(AriaRole.Button).ClickAsync();
        Assert.Contains("已认领", await visitor.MainAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/agency")]
    [InlineData("/agency/list")]
    [InlineData("/agency/cases")]
    [InlineData("/agency/watches")]
    [InlineData("/agency/notices")]
    public async Task A_clerk_is_told_that_these_pages_are_not_for_clerks(string address)
    {
        await using var visitor = await house.VisitAsync(Language.Chinese);
        await visitor.GotoAsync("/signin");
        await visitor.Page.Locator("form:has([value^='bureau-']) button").ClickAsync();
        Assert.Equal(403, (await visitor.GotoAsync(address)).Status);
        Assert.Contains("无权", await visitor.MainAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_past_day_stated_with_a_name_is_the_day_of_the_answer()
    {
        await using var visitor = await house.VisitAsync(Language.Chinese);
        await visitor.SignInAsOfficerAsync();
        var yesterday = ChinaCalendar.Today(TimeProvider.System.GetUtcNow()).AddDays(-1);
        await visitor.Page.Locator("summary").ClickAsync();
        await visitor.Page.Locator("[name=asOf]").FillAsync(yesterday.ToString("yyyy-MM-dd", null));
        await visitor.LookUpAsync("云川环保", "PAGES-PAST");
        Assert.Contains($"截至：{yesterday.Year}年{yesterday.Month}月{yesterday.Day}日", await visitor.MainAsync(), StringComparison.Ordinal);
        await visitor.Row(Fined).GetByRole(AriaRole.Button).ClickAsync();
        Assert.Contains("以下是过去时点的情况", await visitor.MainAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await visitor.Page.Locator("form[action='/agency/report']").CountAsync());
    }

    [Fact]
    public async Task What_is_another_agencys_or_not_there_is_said_in_words()
    {
        await using var visitor = await house.VisitAsync(Language.Chinese);
        await visitor.SignInAsOfficerAsync();
        Assert.Equal(404, (await visitor.GotoAsync("/agency/cases/00000000000000000000000000000000")).Status);
        Assert.Contains("没有这项任务", await visitor.MainAsync(), StringComparison.Ordinal);
        Assert.Equal(404, (await visitor.GotoAsync("/agency/notices/none")).Status);
        Assert.Equal(400, (await visitor.GotoAsync("/agency/cases?state=none")).Status);
    }

    /// <summary>A record about a subject of this test's own, with characters that few fonts have.</summary>
    private static async Task<Organisation> DecideAsync(StandaloneSystem system, Language language, int test, CreditRecord record)
    {
        var subject = new Organisation(
            $"杭州𠮷㐂䶮样例{(language is Language.Chinese ? "甲" : "乙")}有限公司", UnifiedSocialCreditCode.Compose("91", "330106", $"AG{test}000{(int)language}").Value);
        await PushAsync(system, record with { Subject = subject });
        return subject;
    }

    private static async Task PushAsync(StandaloneSystem system, CreditRecord record)
    {
        var bureau = system.Bureau();
        var (_, receipt) = await bureau.PushAsync(Client.Ndjson([record]), Cancel);
        var batch = await bureau.AwaitDecidedAsync(receipt.GetProperty("id").GetString()!, Cancel);
        Assert.Equal(1, batch.GetProperty("counts").GetProperty("accepted").GetInt32());
    }

    private static async Task<string> AwaitCaseAsync(StandaloneSystem system, string subject, string measure)
    {
        while (true)
        {
            for (var next = "/v1/cases?state=unclaimed&limit=500"; next is not null;)
            {
                var (_, page) = await system.Agency().GetAsync(next, Cancel);
                foreach (var one in page.GetProperty("items").EnumerateArray())
                {
                    if (one.GetProperty("subject").GetProperty("code").GetString() == subject && one.GetProperty("measure").GetProperty("id").GetString() == measure)
                        return one.GetProperty("id").GetString()!;
                }
                next = page.TryGetProperty("next", out var address) ? address.GetString() : null;
            }
            await Task.Delay(Between, TimeProvider.System, Cancel);
        }
    }

    private static async Task AwaitNoticeAsync(StandaloneSystem system, string subject)
    {
        for (var next = "/v1/notices?wait=25"; ;)
        {
            var (_, page) = await system.Agency("341000-licensing").GetAsync(next, Cancel);
            if (page.GetProperty("items").EnumerateArray().Any(notice => notice.GetProperty("subject").GetString() == subject))
                return;
            next = page.GetProperty("next").GetString() + "&wait=25";
        }
    }
}
