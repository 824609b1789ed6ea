using System.Net;
using System.Text;
using CreditShare.Domain.Records;
using CreditShare.Pages.Tests.Auditing;
using CreditShare.Pages.Tests.Browsing;
using CreditShare.Systems;
using CreditShare.Testing;
using Microsoft.Playwright;

namespace CreditShare.Pages.Tests.Bureau;

/// <summary>A clerk's day in a browser: push a table, mend what came back, change own records, settle an objection, compare.</summary>
public sealed class ClerksDayTests(House house)
{
    private const long SizeLimit = 100_000;

    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(200);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Language.Chinese, 710_000)]
    [InlineData(Language.English, 720_000)]
    public async Task A_clerk_pushes_a_table_mends_it_and_keeps_the_receipt(Language language, int first)
    {
        var (table, isChinese) = (new ClerksTable($"MEND{first}", first), language is Language.Chinese);
        await using var visitor = await house.VisitAsync(language);
        var page = visitor.Page;
        await visitor.GotoAsync("/bureau");
        await page.SignInAsClerkAsync();
        Assert.EndsWith("/bureau", page.Url, StringComparison.Ordinal);
        await visitor.LookAtAsync("start");
        Assert.InRange(await visitor.TransferredAsync(), 1, SizeLimit);

        Assert.Equal("行政处罚.xlsx", (await visitor.DownloadAsync(page.Locator(".templates a").First)).Name);

        await page.PushAsync("处罚.csv", table.File(isMended: false));
        var batch = await page.AwaitDecidedAsync();
        var said = await page.MainAsync();
        Assert.Contains(isChinese ? "4 条中退回 1 条" : "Refused: 1 of 4 records", said, StringComparison.Ordinal);
        Assert.Contains(isChinese ? "日历上没有这一天" : "There is no such day", said, StringComparison.Ordinal);
        Assert.Contains("2026-06-31", said, StringComparison.Ordinal);
        await visitor.LookAtAsync("batch");
        Assert.EndsWith("-标注.xlsx", (await visitor.DownloadAsync(page.Locator("main .actions a").First)).Name, StringComparison.Ordinal);
        var (_, faults) = await visitor.DownloadAsync(page.Locator("main .actions a[href$='errors?format=csv']"));
        Assert.Contains("2026-06-31", await File.ReadAllTextAsync(faults, Cancel), StringComparison.Ordinal);

        await visitor.GotoAsync($"{batch}/readings");
        Assert.Contains($"杭样罚〔2026〕{first + 1}号", await page.MainAsync(), StringComparison.Ordinal);
        Assert.Contains(language is Language.Chinese ? "长期" : "no end", await page.Locator("main tbody td:nth-child(4)").AllInnerTextsAsync());
        await visitor.LookAtAsync("readings");
        await visitor.GotoAsync("/bureau/batches?show=unmended");
        Assert.True(await page.Locator($"main a[href='{batch}']").IsVisibleAsync());

        await visitor.GotoAsync("/bureau");
        await page.PushAsync("处罚.csv", table.File(isMended: true));
        await page.AwaitDecidedAsync();
        Assert.Contains(isChinese ? "没有退回的记录" : "nothing to mend", await page.MainAsync(), StringComparison.Ordinal);
        await visitor.GotoAsync(batch);
        Assert.Contains(isChinese ? "没有还待改的记录" : "to be mended any more", await page.MainAsync(), StringComparison.Ordinal);
        Assert.Equal("处罚.csv", await page.Locator("dl.facts dd").First.InnerTextAsync());
        await visitor.GotoAsync($"{batch}/receipt");
        await visitor.LookAtAsync("receipt");
        await visitor.GotoAsync("/bureau/batches");
        Assert.Contains("处罚.csv", await page.Locator("main tr", new() { Has = page.Locator($"a[href='{batch}']") }).InnerTextAsync(), StringComparison.Ordinal);
        await visitor.LookAtAsync("batches");
        await SignOutAsync(visitor);
    }

    [Theory]
    [InlineData(Language.Chinese, 730_000)]
    [InlineData(Language.English, 740_000)]
    public async Task A_clerk_repairs_and_corrects_own_records_and_settles_an_objection(Language language, int first)
    {
        var (table, isChinese) = (new ClerksTable($"OWN{first}", first), language is Language.Chinese);
        var system = await house.SampledAsync();
        await using var visitor = await house.VisitAsync(language);
        var page = visitor.Page;
        await visitor.GotoAsync("/bureau");
        await page.SignInAsClerkAsync();
        await page.PushAsync("处罚.csv", table.File(isMended: true));
        await page.AwaitDecidedAsync();

        await visitor.GotoAsync($"/bureau/records?q={table.Name}");
        Assert.Equal(4, await page.Locator("main tbody tr").CountAsync());
        Assert.Contains(isChinese ? "行政处罚（简易程序除外）" : "Administrative penalty (not summary", await page.Locator("main tbody tr").First.InnerTextAsync(), StringComparison.Ordinal);
        await visitor.LookAtAsync("records");
        await page.Locator("main tbody a").First.ClickAsync();
        Assert.Contains("𠮷㐂䶮", await page.MainAsync(), StringComparison.Ordinal);
        await visitor.LookAtAsync("record");

        // Another authority may not repair it; what was typed stays.
        await page.Locator("main .actions a[href*='change=repair']").ClickAsync();
        await page.Locator("[id='repair.dutyMetOn']").FillAsync("2026-06-20");
        await page.Locator("[id='repair.evidence']").FillAsync("缴款书 20260620-7");
        await page.Locator("[id='repair.commitment']").FillAsync("承诺书 2026-7");
        await page.Locator("[id='authority.code']").FillAsync("11330400UE2109KM6L");
        await page.Locator("form.change button").ClickAsync();
        await page.Locator("main [role=alert]").First.WaitForAsync();
        Assert.Equal("缴款书 20260620-7", await page.Locator("[id='repair.evidence']").InputValueAsync());
        // What would be right is said in the page's language alone.
        Assert.Contains(language is Language.Chinese ? "应为：" : "Right: ", await page.Locator("main [role=alert] li").Last.InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal(("true", "#authority.code"), (await page.Locator("[id='authority.code']").GetAttributeAsync("aria-invalid"), await page.Locator("main [role=alert] li a").First.GetAttributeAsync("href")));
        await visitor.LookAtAsync("repair");
        await page.Locator("[id='authority.code']").FillAsync(Some.Authority.Code!);
        await page.Locator("form.change button").ClickAsync();
        await page.ArriveAsync("**/bureau/records/record*");
        Assert.Contains(isChinese ? "已修复" : "Repaired", await page.MainAsync(), StringComparison.Ordinal);

        // The form of a correction holds what was pushed; one thing is mended.
        await visitor.GotoAsync($"/bureau/records/change?id={table.Id(2)}&change=correct&kind=penalty");
        Assert.Equal("20000", await page.Locator("[id='penalty.fine']").InputValueAsync());
        Assert.Equal("法人及非法人组织", await page.Locator("[id='subject.class']").InputValueAsync());
        await page.Locator("[id='changeReason']").FillAsync("金额报送错误。");
        await page.Locator("[id='penalty.fine']").FillAsync("30000");
        if (!isChinese)
            Assert.DoesNotMatch("[一-龥]", string.Concat([.. await page.Locator("form.change label").AllInnerTextsAsync(), .. await page.Locator("form.change option").AllInnerTextsAsync()]));
        await visitor.LookAtAsync("correction");
        await page.Locator("form.change button").ClickAsync();
        await page.ArriveAsync("**/bureau/records/record*");
        Assert.Contains(isChinese ? "变更已被接受，为第 2 版" : "accepted as version 2", await page.MainAsync(), StringComparison.Ordinal);

        await ObjectAsync(system, table, 4);
        while (await page.Locator("main tr", new() { HasText = table.Id(4) }).CountAsync() == 0)
        {
            await Task.Delay(Between, TimeProvider.System, Cancel);
            await visitor.GotoAsync("/bureau/objections");
        }
        await visitor.LookAtAsync("objections");
        // The list of records marks it, and no other.
        await visitor.GotoAsync($"/bureau/records?q={table.Name}");
        Assert.Contains(isChinese ? "异议中" : "Disputed", await page.Locator("main tbody tr", new() { HasText = table.Id(4) }).InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal(1, await page.Locator("main tbody tr .tag.warn").CountAsync());
        await visitor.GotoAsync("/bureau/objections");
        await page.Locator("main tr", new() { HasText = table.Id(4) }).Locator("a[href*='change=resolve']").ClickAsync();
        await page.Locator("[id='changeReason']").FillAsync("经复核，原决定无误。");
        await visitor.LookAtAsync("settlement");
        await page.Locator("form.change button.main").ClickAsync();
        await page.ArriveAsync("**/bureau/records/record*");
        await visitor.GotoAsync("/bureau/objections");
        Assert.DoesNotContain(table.Id(4), await page.MainAsync(), StringComparison.Ordinal);
        await visitor.GotoAsync("/bureau/objections?show=all");
        Assert.Contains(table.Id(4), await page.MainAsync(), StringComparison.Ordinal);
        await SignOutAsync(visitor);
    }

    [Theory]
    [InlineData(true, 880_000)]
    [InlineData(false, 890_000)]
    public async Task An_objection_turns_out_to_be_upheld_and_what_was_typed_till_then_stays(bool script, int first)
    {
        var table = new ClerksTable($"UPHELD{first}", first);
        await using var visitor = await house.VisitAsync(Language.Chinese, script: script);
        var page = visitor.Page;
        await visitor.GotoAsync("/bureau");
        await page.SignInAsClerkAsync();
        await page.PushAsync("处罚.csv", table.File(isMended: true));
        await page.AwaitDecidedAsync();
        await visitor.GotoAsync($"/bureau/records/change?id={table.Id(1)}&change=dispute");
        await page.Locator("[id='changeReason']").FillAsync("主体称罚款金额有误。");
        await page.Locator("form.change button").ClickAsync();
        await page.ArriveAsync("**/bureau/records/record*");

        await visitor.GotoAsync($"/bureau/records/change?id={table.Id(1)}&change=resolve");
        await page.Locator("[id='changeReason']").FillAsync("经核查，金额报送错误。");
        await page.Locator("[id='resolution.settledOn']").FillAsync("2026-11-20");
        await page.GetByRole(AriaRole.Button, new() { Name = "成立或部分成立，填写更正内容" }).ClickAsync();
        Assert.Equal("20000", await page.Locator("[id='penalty.fine']").InputValueAsync());
        Assert.Equal("经核查，金额报送错误。", await page.Locator("[id='changeReason']").InputValueAsync());
        Assert.Equal("2026-11-20", await page.Locator("[id='resolution.settledOn']").InputValueAsync());
        await page.Locator("[id='resolution.settledOn']").FillAsync("");
        await page.Locator("[id='resolution.result']").SelectOptionAsync("upheld");
        await page.Locator("[id='penalty.fine']").FillAsync("30000");
        await page.Locator("form.change button").ClickAsync();
        await page.ArriveAsync("**/bureau/records/record*");
        Assert.Contains("30000", await page.Locator("table.content").InnerTextAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("异议中", await page.MainAsync(), StringComparison.Ordinal);
    }

    // The table has no ids of its own: nobody knows those that are made.
    [Theory]
    [InlineData(Language.Chinese, 810_000)]
    [InlineData(Language.English, 820_000)]
    public async Task A_clerk_finds_a_record_by_company_code_or_document_and_answers_a_mark_of_the_bureaus_own(Language language, int first)
    {
        var (table, isChinese) = (new ClerksTable($"FIND{first}", first) { HasIds = false }, language is Language.Chinese);
        var system = await house.SampledAsync();
        await using var visitor = await house.VisitAsync(language);
        var page = visitor.Page;
        await visitor.GotoAsync("/bureau");
        await page.SignInAsClerkAsync();
        await page.PushAsync("查找.csv", table.File(isMended: true));
        await page.AwaitDecidedAsync();
        foreach (var asked in (string[])[$"𠮷㐂䶮{first + 2}", table.Subject(2), $"杭样罚[2026]{first + 2}号", $"杭样罚〔2026〕{first + 2}号"])
        {
            await visitor.GotoAsync("/bureau/records");
            await page.Locator("[name=q]").FillAsync(asked);
            await page.Locator("form.filters button").ClickAsync();
            Assert.Contains($"杭州样例𠮷㐂䶮{first + 2}有限公司", await page.Locator("main tbody tr").InnerTextAsync(), StringComparison.Ordinal);
        }
        await visitor.LookAtAsync("records-found");
        await page.Locator("main tbody th a").ClickAsync();
        Assert.Contains(isChinese ? "有效" : "Stands", await page.Locator("dl.facts dd").First.InnerTextAsync(), StringComparison.Ordinal);

        await page.Locator("main .actions a[href*='change=dispute']").ClickAsync();
        await page.Locator("[id='changeReason']").FillAsync("主体来函称公示期内已补报。");
        await page.Locator("[id='dispute.number']").FillAsync("异字 7");
        await page.Locator("form.change button").ClickAsync();
        await page.ArriveAsync("**/bureau/records/record*");
        Assert.Contains(isChinese ? "本单位标注异议" : "The bureau marked an objection", await page.MainAsync(), StringComparison.Ordinal);

        // It stands among the objections with its deadline, and so it does for the committee.
        await visitor.GotoAsync("/bureau/objections");
        var row = page.Locator("main tr", new() { HasText = $"杭样罚〔2026〕{first + 2}号" });
        var said = await row.InnerTextAsync();
        Assert.Contains(isChinese ? "本单位标注" : "Marked by the bureau", said, StringComparison.Ordinal);
        Assert.Contains(isChinese ? "最迟 20" : "at latest", said, StringComparison.Ordinal);
        await visitor.LookAtAsync("objections-own");
        await CommitteeSeesAsync(system, language, table.Subject(2), isOpen: true);

        await row.Locator("a[href*='change=withdraw']").ClickAsync();
        await page.Locator("[id='changeReason']").FillAsync("经复核，原决定应予撤销。");
        await page.Locator("form.change button").ClickAsync();
        await page.ArriveAsync("**/bureau/records/record*");
        // With the record its objection ends: for the bureau as for the committee.
        Assert.Equal(isChinese ? "已撤销" : "Withdrawn", (await page.Locator("dl.facts dd").First.InnerTextAsync()).Trim());
        Assert.Equal(0, await page.Locator("main .actions a").CountAsync());
        await visitor.GotoAsync("/bureau/objections");
        Assert.Equal(0, await row.CountAsync());
        await CommitteeSeesAsync(system, language, table.Subject(2), isOpen: false);
        await SignOutAsync(visitor);
    }

    [Fact]
    public async Task A_row_mended_in_what_its_id_is_made_of_and_refused_again_is_one_row_to_mend()
    {
        var table = new ClerksTable("ONCE", 830_000) { HasIds = false };
        await using var visitor = await house.VisitAsync(Language.Chinese);
        var page = visitor.Page;
        await visitor.GotoAsync("/bureau");
        await page.SignInAsClerkAsync();
        await page.PushAsync("改两次.csv", table.File(isMended: false));
        await page.AwaitDecidedAsync();
        Assert.Equal(["1"], await ToMendAsync());
        // Its number is mended, its day still is not.
        await visitor.GotoAsync("/bureau");
        await page.PushAsync("改两次.csv", Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(table.File(isMended: false)).Replace("830003号", "830903号", StringComparison.Ordinal)));
        await page.AwaitDecidedAsync();
        Assert.Equal(["1"], await ToMendAsync());

        async Task<IReadOnlyList<string>> ToMendAsync()
        {
            await visitor.GotoAsync("/bureau/batches?show=unmended");
            return await page.Locator("main tbody tr", new() { HasText = "改两次.csv" }).Locator("td:nth-child(9)").AllInnerTextsAsync();
        }
    }

    [Theory]
    [InlineData(Language.Chinese)]
    [InlineData(Language.English)]
    public async Task A_refused_amount_is_told_as_it_stands_in_the_sheet_and_as_it_was_read(Language language)
    {
        var table = new ClerksTable($"UNIT{(int)language}", 840_000 + ((int)language * 100));
        await using var visitor = await house.VisitAsync(language);
        var page = visitor.Page;
        await visitor.GotoAsync("/bureau");
        await page.SignInAsClerkAsync();
        await page.PushAsync("金额.csv", Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(table.File(isMended: true)).Replace("罚款,处罚款二万元。,2,", "警告,警告。,0.5,", StringComparison.Ordinal)));
        await page.AwaitDecidedAsync();
        var fault = await page.Locator(".faults li").First.InnerTextAsync();
        Assert.Contains(language is Language.Chinese ? "0.5 万元，读作 5,000.00 元" : "0.5 × 10,000 yuan (万元), read as CNY 5,000.00", fault, StringComparison.Ordinal);
        await visitor.LookAtAsync("batch-amount");
    }

    [Fact]
    public async Task A_record_that_came_as_lines_of_json_is_corrected_from_what_it_said()
    {
        await using var visitor = await house.VisitAsync(Language.Chinese);
        var page = visitor.Page;
        await visitor.GotoAsync("/bureau");
        await page.SignInAsClerkAsync();
        var record = Some.Penalty(850_000) with { SourceId = "LINES-1" };
        await page.PushAsync("记录.ndjson", RecordJson.Write(record), "application/x-ndjson");
        await page.AwaitDecidedAsync();
        await visitor.GotoAsync("/bureau/records/record?id=LINES-1");
        Assert.Contains("经催告仍未公示。", await page.Locator("table.content").InnerTextAsync(), StringComparison.Ordinal);
        await page.Locator("main .actions a[href*='change=correct']").ClickAsync();
        Assert.Equal(("20000", record.DocumentNumber), (await page.Locator("[id='penalty.fine']").InputValueAsync(), await page.Locator("[id='documentNumber']").InputValueAsync()));
        await page.Locator("[id='changeReason']").FillAsync("金额报送错误。");
        await page.Locator("[id='penalty.fine']").FillAsync("30000");
        await page.Locator("form.change button").ClickAsync();
        await page.ArriveAsync("**/bureau/records/record*");
        // What the form sent is what is corrected from next.
        Assert.Contains("30000", await page.Locator("table.content").InnerTextAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Language.Chinese, "id=GONE-1&change=withdraw", 404, "本市没有编号为“GONE-1”的入库记录")]
    [InlineData(Language.English, "id=GONE-1&change=withdraw", 404, "No record “GONE-1” of the city was ever accepted")]
    [InlineData(Language.Chinese, "id=LATE-1&change=forget", 404, "没有这种变更")]
    [InlineData(Language.Chinese, "id=LATE-1&change=correct", 200, "没有提交任何变更：请先选择类型")]
    public async Task A_change_that_is_sent_when_its_form_stands_no_more_is_answered_in_words(Language language, string address, int status, string said)
    {
        await using var visitor = await house.VisitAsync(language);
        var page = visitor.Page;
        await visitor.GotoAsync("/bureau");
        await page.SignInAsClerkAsync();
        await page.PushAsync("记录.ndjson", RecordJson.Write(Some.Penalty(851_000) with { SourceId = "LATE-1" }), "application/x-ndjson");
        await page.AwaitDecidedAsync();
        await visitor.GotoAsync("/bureau/records/change?id=LATE-1&change=withdraw");
        await page.Locator("[id='changeReason']").FillAsync("原决定被撤销。");
        // No record goes from the spool while one looks: as if this one had.
        await page.Locator("form.change").EvaluateAsync("(form, address) => form.action = `/bureau/records/change?${address}`", address);
        var answer = await page.RunAndWaitForResponseAsync(() => page.Locator("form.change button").ClickAsync(), response => response.Request.Method == "POST");
        Assert.Equal(status, answer.Status);
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync(said);
        await visitor.CheckBarriersAsync();
        await visitor.GotoAsync("/bureau/records/record?id=LATE-1");
        Assert.Contains(language is Language.Chinese ? "有效" : "Stands", await page.Locator("dl.facts dd").First.InnerTextAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Language.Chinese)]
    [InlineData(Language.English)]
    public async Task A_clerk_reads_the_citys_own_figures_and_has_what_is_held_compared(Language language)
    {
        await using var visitor = await house.VisitAsync(language);
        var page = visitor.Page;
        await visitor.GotoAsync("/bureau/statistics");
        // Of a city in which no other test changes anything.
        await page.SignInAsClerkAsync("330500");
        await visitor.LookAtAsync("statistics");
        Assert.Contains(language is Language.Chinese ? "合规率" : "Compliance", await page.MainAsync(), StringComparison.Ordinal);

        await visitor.GotoAsync("/bureau/equality");
        await visitor.LookAtAsync("equality");
        await page.Locator("main form button").ClickAsync();
        await page.Locator("main .remark.good").WaitForAsync();
        Assert.Contains(language is Language.Chinese ? "一致" : "Equal", await page.MainAsync(), StringComparison.Ordinal);
        await visitor.LookAtAsync("comparison");
        await SignOutAsync(visitor);
    }

    [Theory]
    [InlineData(Language.Chinese)]
    [InlineData(Language.English)]
    public async Task A_file_that_cannot_be_read_is_refused_in_words_and_the_form_stands_again(Language language)
    {
        await using var visitor = await house.VisitAsync(language);
        var page = visitor.Page;
        await visitor.GotoAsync("/bureau");
        await page.SignInAsClerkAsync("330600");
        await page.PushAsync("通讯录.csv", Encoding.UTF8.GetBytes("甲,乙\n1,2\n"));
        await page.Locator("main .remark.bad").WaitForAsync();
        var said = await page.MainAsync();
        Assert.Contains("通讯录.csv", said, StringComparison.Ordinal);
        Assert.Contains(language is Language.Chinese ? "前 20 行中没有" : "None of the first 20 rows", said, StringComparison.Ordinal);
        await visitor.ShotAsync("bureau-refused");
        await visitor.CheckBarriersAsync();
        await page.PushAsync("通讯录.docx", [1, 2, 3], "application/msword");
        await page.Locator("main .remark.bad", new() { HasText = "通讯录.docx" }).WaitForAsync();
        await visitor.GotoAsync("/bureau/batches/nothing");
        Assert.Contains(language is Language.Chinese ? "没有这个批次" : "no such batch", await page.MainAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_that_has_pushed_another_file_says_so_without_a_word_of_keys()
    {
        await using var visitor = await house.VisitAsync(Language.Chinese);
        var page = visitor.Page;
        await visitor.GotoAsync("/bureau");
        await page.SignInAsClerkAsync("330600");
        var key = await page.Locator("input[name=key]").InputValueAsync();
        await page.PushAsync("甲.csv", new ClerksTable("USED", 770_000).File(isMended: true));
        await page.AwaitDecidedAsync();
        await visitor.GotoAsync("/bureau");
        await page.Locator("input[name=key]").EvaluateAsync("(field, key) => field.value = key", key);
        await page.PushAsync("乙.csv", new ClerksTable("USED", 780_000).File(isMended: true));
        await page.Locator("main .remark.bad", new() { HasText = "这张表单已经报送过另一个文件" }).WaitForAsync();
        Assert.DoesNotContain("Idempotency-Key", await page.MainAsync(), StringComparison.Ordinal);
        Assert.NotEqual(key, await page.Locator("input[name=key]").InputValueAsync());
    }

    [Theory]
    [InlineData(502, "text/html", "<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>", "不能确定文件是否送达")]
    [InlineData(413, "text/html", "<html><body><center>413 Request Entity Too Large</center></body></html>", "文件过大")]
    [InlineData(504, "application/json", """{ "error": "timeout" }""", "不能确定文件是否送达")]
    public async Task The_answer_of_a_proxy_on_the_way_is_told_in_words_and_the_form_keeps_its_file(int status, string type, string answer, string said)
    {
        const string upload = "**/bureau/upload";
        await using var visitor = await house.VisitAsync(Language.Chinese);
        var page = visitor.Page;
        await visitor.GotoAsync("/bureau");
        await page.SignInAsClerkAsync("330600");
        await page.RouteAsync(upload, route => route.FulfillAsync(new() { Status = status, ContentType = type, Body = answer }));
        await page.PushAsync("途中.csv", new ClerksTable($"PROXY{status}", 860_000 + (status * 10)).File(isMended: true));
        var words = page.Locator("form[data-upload] [data-words]", new() { HasText = $"（{status}）" });
        await words.WaitForAsync();
        Assert.Contains(said, await words.InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal("途中.csv", await page.Locator("input[type=file]").EvaluateAsync<string>("field => field.files[0].name"));
        // The way is free again: the same form pushes the same file.
        await page.UnrouteAsync(upload);
        await page.Locator("form[enctype] button").ClickAsync();
        await page.AwaitDecidedAsync();
    }

    [Fact]
    public async Task A_file_that_is_refused_before_its_end_is_refused_in_words_too()
    {
        await using var visitor = await house.VisitAsync(Language.Chinese);
        var page = visitor.Page;
        await visitor.GotoAsync("/bureau");
        await page.SignInAsClerkAsync("330600");
        foreach (var (name, content) in (IEnumerable<(string, string)>)[("坏.json", "{"), ("长.csv", "甲,乙\n" + string.Concat(Enumerable.Repeat("1,2\n", 100_000)))])
        {
            await page.PushAsync(name, Encoding.UTF8.GetBytes(content));
            await page.Locator("main .remark.bad", new() { HasText = name }).WaitForAsync();
            Assert.Contains("文件未被接收", await page.MainAsync(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Whoever_has_to_sign_in_first_comes_back_to_a_page_and_not_to_a_forms_address()
    {
        await using var visitor = await house.VisitAsync(Language.Chinese);
        await visitor.GotoAsync("/bureau/upload");
        await visitor.Page.SignInAsClerkAsync("330600");
        Assert.Equal("/bureau", new Uri(visitor.Page.Url).AbsolutePath);
    }

    [Fact]
    public async Task Without_script_a_file_is_pushed_and_its_result_read()
    {
        var table = new ClerksTable("PLAIN", 750_000);
        await using var visitor = await house.VisitAsync(Language.Chinese, script: false);
        var page = visitor.Page;
        await visitor.GotoAsync("/bureau");
        await page.SignInAsClerkAsync();
        await page.PushAsync("处罚.csv", table.File(isMended: false));
        await page.AwaitDecidedAsync();
        Assert.Contains("4 条中退回 1 条", await page.MainAsync(), StringComparison.Ordinal);

        await visitor.GotoAsync($"/bureau/records/change?id={table.Id(1)}&change=dispute");
        await page.Locator("[id='changeReason']").FillAsync("主体称公示期内已补报。");
        await page.Locator("form.change button").ClickAsync();
        Assert.Contains("异议中", await page.MainAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_without_its_token_pushes_nothing()
    {
        await using var visitor = await house.VisitAsync(Language.Chinese);
        await visitor.GotoAsync("/bureau");
        await visitor.Page.SignInAsClerkAsync("330800");
        var before = await visitor.Page.Locator("main tbody tr").CountAsync();
        var form = visitor.Page.APIRequest.CreateFormData();
        form.Set("key", "forged");
        form.Set("file", new FilePayload { Name = "a.csv", MimeType = "text/csv", Buffer = new ClerksTable("FORGED", 760_000).File(isMended: true) });
        var home = (await house.SampledAsync()).Process.Address;
        var answer = await visitor.Page.APIRequest.PostAsync(new Uri(home, "/bureau/upload").ToString(), new() { Multipart = form });
        Assert.Equal((int)HttpStatusCode.BadRequest, answer.Status);
        await visitor.GotoAsync("/bureau");
        Assert.Equal(before, await visitor.Page.Locator("main tbody tr").CountAsync());
    }

    [Fact]
    public async Task An_officer_is_told_on_a_page_that_the_bureaus_pages_are_not_open_to_it()
    {
        await using var visitor = await house.VisitAsync(Language.Chinese);
        await visitor.GotoAsync("/signin");
        await visitor.Page.Locator("form:has([value^='officer-']) button").ClickAsync();
        foreach (var path in (string[])["/bureau", "/bureau/batches", "/bureau/records", "/bureau/objections", "/bureau/statistics", "/bureau/equality", "/bureau/templates/penalty"])
        {
            Assert.Equal((int)HttpStatusCode.Forbidden, (await visitor.GotoAsync(path)).Status);
            Assert.Contains("无权进行此操作", await visitor.Page.MainAsync(), StringComparison.Ordinal);
        }
        await visitor.CheckQuietAsync();
    }

    /// <summary>By the count's link on the city's page; the count follows the log, a moment behind.</summary>
    private async Task CommitteeSeesAsync(StandaloneSystem system, Language language, string subject, bool isOpen)
    {
        await using var member = await house.VisitAsync(language);
        await member.Page.SignInAsync(system.Process.Address, ConsoleVisits.CommitteeMember, "/committee/cities/330100");
        await member.Page.Locator(".figure a[href$='/objections']").ClickAsync();
        while (await member.Page.Locator("main tbody tr", new() { HasText = subject }).CountAsync() != (isOpen ? 1 : 0))
        {
            await Task.Delay(Between, TimeProvider.System, Cancel);
            await member.Page.ReloadAsync();
        }
        if (!isOpen)
            return;
        await member.ShotAsync("committee-objections");
        await member.CheckBarriersAsync();
        await member.Page.Locator("main tbody tr", new() { HasText = subject }).Locator("a").ClickAsync();
        Assert.Contains(subject, await member.Page.MainAsync(), StringComparison.Ordinal);
        await member.CheckQuietAsync();
    }

    private static async Task ObjectAsync(StandaloneSystem system, ClerksTable table, int row)
    {
        var (status, answer) = await system.Representative(table.Subject(row)).PostAsync(
            $"/v1/subjects/{table.Subject(row)}/objections", new { key = $"330100/{table.Id(row)}", grounds = "公示期内已补报，请核查。", contact = "0571-00000000" }, Cancel);
        Assert.True(status == HttpStatusCode.Accepted, answer.ToString());
    }

    private static async Task SignOutAsync(Visitor visitor)
    {
        await visitor.CheckQuietAsync();
        await visitor.Page.Locator(".who form button").ClickAsync();
        Assert.EndsWith("/signin", new Uri(visitor.Page.Url).AbsolutePath, StringComparison.Ordinal);
    }
}
