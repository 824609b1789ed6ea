using System.Net;
using System.Text;
using System.Text.Json;
using CreditShare.Domain.Deciding;
using CreditShare.EndToEnd.Tests.Processes;
using CreditShare.Systems;
using CreditShare.Testing;

namespace CreditShare.EndToEnd.Tests;

/// <summary>As a clerk works: template down, filled, pushed, mended, pushed again. One system for all; each test has records of its own.</summary>
public sealed class ClerkTests(EmbeddedForm form) : IClassFixture<EmbeddedForm>, IDisposable
{
    private const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private readonly CancellationTokenSource limit = TimeLimit.Start();

    private CancellationToken Cancel => limit.Token;

    public void Dispose() => limit.Dispose();

    [Theory]
    [InlineData("penalty", "行政处罚")]
    [InlineData("licence", "行政许可")]
    [InlineData("red-list", "红名单")]
    [InlineData("black-list", "黑名单")]
    public async Task A_template_filled_with_its_own_example_is_accepted_and_the_example_itself_is_not_sent(string name, string chinese)
    {
        var bureau = form.Bureau();
        using var template = new MendedWorkbook(await DownloadAsync(bureau, $"/v1/templates/{name}?format=xlsx"));
        foreach (var column in Columns)
        {
            if (template.Text(chinese, $"{column}2") is { Length: > 0 } example)
                template.Type(chinese, $"{column}4", example);
        }
        var (_, status) = await PushAsync(bureau, template.Saved(), Xlsx);
        Assert.Equal((1, 1, 0), Counts(status, "received", "accepted", "rejected"));
        Assert.Equal(name, status.GetProperty("sheets")[0].GetProperty("template").GetString());
        Assert.Equal(0, status.GetProperty("ignoredColumns").GetArrayLength());
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("xlsx")]
    public async Task A_marked_workbook_mended_and_sent_again_adds_what_was_mended_and_doubles_nothing(string format)
    {
        var bureau = form.Bureau();
        var (batch, status) = format == "csv" ? await PushAsync(bureau, Encoding.UTF8.GetBytes(Table("甲")), "text/csv") : await PushWorkbookAsync(bureau, "乙");
        Assert.Equal((4, 2, 2), Counts(status, "received", "accepted", "rejected"));
        var errors = (await bureau.GetAsync($"/v1/batches/{batch}/errors", Cancel)).Body.GetProperty("items").EnumerateArray().ToList();
        Assert.Contains(errors, error => error.GetProperty("column").GetString()!.StartsWith("处罚决定日期", StringComparison.Ordinal));
        Assert.Equal(2, status.GetProperty("reasons").EnumerateArray().Sum(reason => reason.GetProperty("count").GetInt32()));

        using var marked = new MendedWorkbook(await DownloadAsync(bureau, $"/v1/batches/{batch}/errors?format=xlsx"));
        Assert.Equal("汇总", marked.Sheets[0]);
        var sheet = marked.Sheets[1];
        // Personal and unknown columns are commented in the titles; below them the wrong cells are.
        var wrong = marked.Commented(sheet).Where(cell => errors.Any(error => error.GetProperty("cell").GetString() == cell)).ToList();
        Assert.Equal(2, wrong.Count);
        foreach (var cell in wrong)
            marked.Type(sheet, cell, cell.StartsWith(marked.Column(sheet, "处罚决定日期", TitleRow(marked, sheet)), StringComparison.Ordinal) ? "2026-03-31" : "91330108FME2RGMM89");
        var (_, again) = await PushAsync(bureau, marked.Saved(), Xlsx);
        Assert.Equal((4, 2, 2), Counts(again, "received", "accepted", "repeated"));
        Assert.Equal(0, again.GetProperty("counts").GetProperty("rejected").GetInt32());

        // And once more, unchanged: nothing is new.
        using var third = new MendedWorkbook(await DownloadAsync(bureau, $"/v1/batches/{again.GetProperty("id").GetString()}/errors?format=xlsx"));
        var (_, last) = await PushAsync(bureau, third.Saved(), Xlsx);
        Assert.Equal((4, 0, 4), Counts(last, "received", "accepted", "repeated"));
    }

    [Theory]
    [InlineData("xlsx", "丙")]
    [InlineData("csv", "丁")]
    public async Task Rows_to_mend_are_sent_alone_and_are_the_rest_of_the_table(string format, string series)
    {
        var bureau = form.Bureau();
        var (batch, _) = await PushAsync(bureau, Encoding.UTF8.GetBytes(Table(series)), "text/csv");
        var file = await DownloadAsync(bureau, $"/v1/batches/{batch}/rows-to-mend?format={format}");
        byte[] mended;
        if (format == "csv")
        {
            mended = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(file).Replace("2026-02-30", "2026-02-28", StringComparison.Ordinal).Replace("91330108FME2RGMM80", "91330108FME2RGMM89", StringComparison.Ordinal));
        }
        else
        {
            using var book = new MendedWorkbook(file);
            var sheet = Assert.Single(book.Sheets);
            foreach (var row in new[] { 2, 3 })
            {
                book.Type(sheet, $"{book.Column(sheet, "处罚决定日期", 1)}{row}", "2026-03-31");
                book.Type(sheet, $"{book.Column(sheet, "行政相对人代码_1", 1)}{row}", "91330108FME2RGMM89");
            }
            mended = book.Saved();
        }
        var (_, status) = await PushAsync(bureau, mended, format == "csv" ? "text/csv" : Xlsx);
        Assert.Equal((2, 2, 0), Counts(status, "received", "accepted", "rejected"));

        var (found, json) = await bureau.GetAsync($"/v1/batches/{batch}/rows-to-mend?format=json", Cancel);
        Assert.Equal(HttpStatusCode.OK, found);
        Assert.Equal([4, 5], json.GetProperty("items").EnumerateArray().Select(row => row.GetProperty("line").GetInt32()));
        Assert.Equal("2026-02-30", json.GetProperty("items")[0].GetProperty("cells").GetProperty("处罚决定日期").GetString());
    }

    [Fact]
    public async Task What_cannot_be_answered_says_why()
    {
        var bureau = form.Bureau();
        var (_, receipt) = await bureau.PushAsync(Client.Ndjson([Some.Penalty(901)]), Cancel);
        var batch = receipt.GetProperty("id").GetString()!;
        await bureau.AwaitDecidedAsync(batch, Cancel);
        foreach (var (path, status, code) in new[]
        {
            ($"/v1/batches/{batch}/errors?format=xlsx", 409, "not-a-table"),
            ($"/v1/batches/{batch}/rows-to-mend?format=json", 409, "not-a-table"),
            ($"/v1/batches/{batch}/errors?format=xls", 400, "query-invalid"),
            ($"/v1/batches/{batch}/errors?format=csv&after=0", 400, "query-invalid"),
            ($"/v1/batches/{batch}/normalised?format=csv", 400, "query-invalid"),
            ("/v1/batches/none/rows-to-mend", 404, "batch-unknown"),
            ("/v1/templates/penalties", 404, "template-unknown"),
            ("/v1/templates/penalty?format=json", 400, "query-invalid"),
        })
        {
            var (found, problem) = await bureau.GetAsync(path, Cancel);
            Assert.Equal((path, status, code), (path, (int)found, problem.GetProperty("code").GetString()));
        }
        var csv = Encoding.UTF8.GetString(await DownloadAsync(bureau, $"/v1/batches/{batch}/errors?format=csv"));
        Assert.StartsWith("\uFEFF\"工作表\"", csv, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await form.StrangerAtIngestion().GetAsync("/v1/templates", Cancel)).Status);
        var (_, templates) = await bureau.GetAsync("/v1/templates", Cancel);
        Assert.Equal(["penalty", "licence", "red-list", "black-list"], templates.GetProperty("items").EnumerateArray().Select(template => template.GetProperty("name").GetString()));
        Assert.StartsWith("\uFEFF\"行政相对人名称\"", Encoding.UTF8.GetString(await DownloadAsync(bureau, "/v1/templates/penalty?format=csv")), StringComparison.Ordinal);
    }

    private static IEnumerable<string> Columns => Enumerable.Range(0, 60).Select(n => n < 26 ? $"{(char)('A' + n)}" : $"{(char)('A' + (n / 26) - 1)}{(char)('A' + (n % 26))}");

    /// <summary>Two rows that stand and two that do not: an impossible day, and a code whose check character is wrong.</summary>
    private static string Table(string series)
    {
        var rows = new StringBuilder("行政相对人名称*,行政相对人类别,行政相对人代码_1(统一社会信用代码),法定代表人,行政处罚决定书文号,违法行为类型,违法事实,处罚依据,处罚类别,处罚内容,罚款金额(万元),处罚决定日期,处罚有效期,处罚机关,处罚机关统一社会信用代码,数据来源单位,数据来源单位统一社会信用代码,备注,内部流水号\n");
        string[] days = ["2026-03-01", "2026/3/2", "2026-02-30", "2026-03-04"];
        string[] codes = ["91330108FME2RGMM89", "91330108FME2RGMM89", "91330108FME2RGMM89", "91330108FME2RGMM80"];
        for (var n = 0; n < 4; n++)
        {
            rows.Append(
                $"杭州样例青岚化工有限公司,法人及非法人组织,{codes[n]},某某,杭市监罚（2026）{series}{n}号,未按规定公示,经催告仍未公示。,《中华人民共和国行政处罚法》第四十八条,罚款,处罚款。,0.5,{days[n]},2099-12-31,"
                + "杭州市市场监督管理局（样例）,11330100U2GY3UUJ0Y,杭州市市场监督管理局（样例）,11330100U2GY3UUJ0Y,--,N1\n");
        }
        return rows.ToString();
    }

    /// <summary>The same table in the template, on its fourth row and below.</summary>
    private async Task<(string Batch, JsonElement Status)> PushWorkbookAsync(Client bureau, string series)
    {
        using var book = new MendedWorkbook(await DownloadAsync(bureau, "/v1/templates/penalty"));
        var rows = Table(series).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(row => row.Split(',')).ToList();
        for (var n = 1; n < rows.Count; n++)
        {
            foreach (var (title, cell) in rows[0].Zip(rows[n]))
            {
                if (title is not ("法定代表人" or "内部流水号"))
                    book.Type("行政处罚", $"{book.Column("行政处罚", title.TrimEnd('*'), 3)}{n + 3}", cell);
            }
        }
        return await PushAsync(bureau, book.Saved(), Xlsx);
    }

    private static uint TitleRow(MendedWorkbook book, string sheet) => book.Text(sheet, "A1").Length > 0 ? 1u : 3u;

    private async Task<(string Batch, JsonElement Status)> PushAsync(Client bureau, byte[] file, string type)
    {
        var (status, receipt) = await bureau.PushAsync(file, Cancel, type);
        Assert.True(status == HttpStatusCode.Accepted, $"{status}: {receipt}");
        var batch = receipt.GetProperty("id").GetString()!;
        return (batch, await bureau.AwaitDecidedAsync(batch, Cancel));
    }

    private async Task<byte[]> DownloadAsync(Client bureau, string path)
    {
        using var response = await bureau.SendAsync(HttpMethod.Get, path, null, Cancel);
        Assert.True(response.IsSuccessStatusCode, $"{path}: {response.StatusCode} {await response.Content.ReadAsStringAsync(Cancel)}");
        return await response.Content.ReadAsByteArrayAsync(Cancel);
    }

    private static (int, int, int) Counts(JsonElement status, string one, string other, string third)
    {
        var counts = status.GetProperty("counts");
        return (counts.GetProperty(one).GetInt32(), counts.GetProperty(other).GetInt32(), counts.GetProperty(third).GetInt32());
    }
}
