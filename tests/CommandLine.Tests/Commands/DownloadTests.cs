using System.Text;
using CreditShare.CommandLine.Tests.Processes;
using CreditShare.Testing;

namespace CreditShare.CommandLine.Tests.Commands;

/// <summary>Documents that the server makes, and its verdict of equality: what the commands do with each answer that it may give.</summary>
public sealed class DownloadTests(House house) : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();
    private Relay relay = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => relay = await Relay.StartAsync(house.System.Process.Address, Cancel);

    public async ValueTask DisposeAsync()
    {
        await relay.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task The_marked_workbook_and_the_rows_to_mend_are_saved_where_rows_were_refused_and_only_there()
    {
        relay.Instead = request => request.Query["format"] == "xlsx" ? (200, "application/octet-stream", Encoding.UTF8.GetBytes(request.Path.Value!.Split('/')[^1])) : null;
        await File.WriteAllBytesAsync(folder.File("mixed.csv"), MadeFiles.MixedTable(), Cancel);
        var pushed = await RunAsync("push", folder.File("mixed.csv"), "--errors", folder.File("marked.xlsx"), "--mend", folder.File("mend.xlsx"));
        Assert.True(pushed.Code == 1, pushed.ToString());
        Assert.Equal(("errors", "rows-to-mend"), (await File.ReadAllTextAsync(folder.File("marked.xlsx"), Cancel), await File.ReadAllTextAsync(folder.File("mend.xlsx"), Cancel)));
        await File.WriteAllBytesAsync(folder.File("good.ndjson"), MadeFiles.Good(), Cancel);
        Assert.Equal(0, (await RunAsync("push", folder.File("good.ndjson"), "--errors", folder.File("none.xlsx"))).Code);
        Assert.False(File.Exists(folder.File("none.xlsx")));
    }

    [Theory]
    [InlineData(409, "not-a-table", 2)]
    [InlineData(409, "batch-undecided", 3)]
    [InlineData(410, "rows-gone", 2)]
    [InlineData(404, "not-found", 2)]
    [InlineData(403, "other-city", 3)]
    [InlineData(500, "internal", 3)]
    public async Task A_document_that_is_not_given_leaves_no_file_and_says_why(int status, string code, int exit)
    {
        relay.Instead = _ => (status, "application/problem+json", Encoding.UTF8.GetBytes($$"""{"code":"{{code}}","title":"No.","detail":"没有。"}"""));
        var ended = await RunAsync("mend", "0123456789abcdef0123456789abcdef", "-o", folder.File("mend.xlsx"), "--retry-for", "0");
        Assert.Equal(exit, ended.Code);
        Assert.Contains($"{code}: 没有。 / No.", ended.Errors, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public async Task A_batch_that_is_not_decided_yet_is_waited_for()
    {
        var calls = 0;
        relay.Instead = _ => calls++ == 0 ? (409, "application/problem+json", """{"code":"batch-undecided"}"""u8.ToArray()) : (200, "application/octet-stream", "rows"u8.ToArray());
        Assert.Equal(0, (await RunAsync("mend", "0123456789abcdef0123456789abcdef", "-o", folder.File("mend.csv"))).Code);
        Assert.Equal("rows", await File.ReadAllTextAsync(folder.File("mend.csv"), Cancel));
    }

    [Fact]
    public async Task Templates_are_listed_and_saved()
    {
        relay.Instead = request => request.Path.Value!.EndsWith("/templates", StringComparison.Ordinal)
            ? (200, "application/json", """[{"name":"penalty","chinese":"行政处罚","columns":[{},{}]}]"""u8.ToArray()) : (200, "application/octet-stream", Encoding.UTF8.GetBytes($"{request.Path}{request.QueryString}"));
        var list = await RunAsync("template");
        Assert.Equal((0, "penalty  行政处罚，2 列 / columns"), (list.Code, list.Output));
        Assert.Equal(0, (await RunAsync("template", "red-list", "-o", folder.File("red.csv"))).Code);
        Assert.Equal("/v1/templates/red-list?format=csv", await File.ReadAllTextAsync(folder.File("red.csv"), Cancel));
    }

    [Theory]
    [InlineData("equal", 0, "一致 / EQUAL")]
    [InlineData("different", 1, "不一致 / DIFFERENT")]
    [InlineData("failed", 3, "未能核对 / UNKNOWN")]
    public async Task Equality_is_asked_for_and_waited_for(string state, int exit, string verdict)
    {
        var looks = 0;
        relay.Instead = request => (request.Method == "POST" ? 202 : 200, "application/json", Encoding.UTF8.GetBytes(
            request.Method == "POST" || looks++ == 0 ? """{"id":"e1","state":"comparing"}"""
                : $$"""{"id":"e1","state":"{{state}}","rounds":3,"records":7,"differences":[{"what":"missing","item":"GEN-03","day":"2026-06-01","sourceId":"P-1","zh":"登记库中没有","en":"not in the registry"}],"more":false,"logEntry":"x"}"""));
        var ended = await RunAsync("equal");
        Assert.True(ended.Code == exit, ended.ToString());
        Assert.StartsWith(verdict, ended.Output, StringComparison.Ordinal);
        Assert.Contains("missing GEN-03 2026-06-01 P-1", ended.Errors, StringComparison.Ordinal);
        looks = 1;
        Assert.Equal(state, (await RunAsync("equal", "--json")).Json().GetProperty("state").GetString());
    }

    [Fact]
    public async Task A_redirect_and_a_link_to_elsewhere_are_not_followed_with_the_token()
    {
        await using var elsewhere = await Relay.StartAsync(house.System.Process.Address, Cancel);
        var met = 0;
        elsewhere.Instead = _ => (200, "application/json", [(byte)('0' + met++)]);
        relay.Instead = request => request.Path.Value!.EndsWith("/errors", StringComparison.Ordinal)
            ? (200, "application/json", Encoding.UTF8.GetBytes($$"""{"items":[],"next":"{{elsewhere.Address}}v1/x","pending":0}""")) : (302, "text/html", []);
        Assert.Equal(3, (await RunAsync("errors", "b")).Code);
        Assert.Equal(3, (await RunAsync("status", "b")).Code);
        Assert.Equal(0, met);
    }

    private Task<Ended> RunAsync(params IEnumerable<string> arguments) => Cli.RunAsync(relay.Address, house.System.BureauToken(), Cancel, arguments);
}
