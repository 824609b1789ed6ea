using System.Net;
using System.Text.Json;
using CreditShare.Domain.Records;
using CreditShare.EndToEnd.Tests.Processes;
using CreditShare.Systems;
using CreditShare.Testing;

namespace CreditShare.EndToEnd.Tests;

/// <summary>Watches and the feed of changes, through the front door of the embedded form.</summary>
public sealed class ChangesTests : IAsyncLifetime
{
    private readonly CancellationTokenSource limit = TimeLimit.Start();
    private StandaloneSystem system = null!;

    private CancellationToken Cancel => limit.Token;

    private Client Agency => field ??= system.Agency();

    public async ValueTask InitializeAsync()
    {
        system = await StandaloneSystem.StartAsync(Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await system.DisposeAsync();
        limit.Dispose();
    }

    [Fact]
    public async Task A_feed_tells_what_changed_for_watched_subjects_in_the_order_of_the_log_and_goes_on_where_it_was()
    {
        foreach (var n in new[] { 1, 2 })
            Assert.Equal(HttpStatusCode.OK, await PutAsync(n));
        var (_, start) = await Agency.GetAsync("/v1/changes", Cancel);
        Assert.Empty(start.GetProperty("items").EnumerateArray());
        var from = Next(start);

        await DecideAsync([Some.Listing(1), Some.Listing(3)]);
        await DecideAsync([Some.Listing(2), Some.Listing(1) with { Change = ChangeKind.Withdraw, ChangeReason = "决定被撤销" }]);
        var (told, last) = await UntilAsync(from, 3);
        Assert.Equal(
            [$"{Some.Subject(1).Code} submit 330100/L-1 1", $"{Some.Subject(2).Code} submit 330100/L-2 1", $"{Some.Subject(1).Code} withdraw 330100/L-1 2"],
            told.Select(item => $"{item.GetProperty("code").GetString()} {item.GetProperty("change").GetString()} {item.GetProperty("record").GetProperty("key").GetString()} {item.GetProperty("record").GetProperty("version").GetInt32()}"));
        Assert.Equal(told.Select(Index).Order(), told.Select(Index));
        Assert.All(told, item => Assert.Equal("CASE-W", item.GetProperty("caseNumber").GetString()));

        Assert.Empty((await Agency.GetAsync($"/v1/changes?since={Next(last)}", Cancel)).Body.GetProperty("items").EnumerateArray());
        // An old resume point stays good, and tells the same again; another agency's feed tells it nothing.
        Assert.Equal(told.Select(Index), (await Agency.GetAsync($"/v1/changes?since={from}", Cancel)).Body.GetProperty("items").EnumerateArray().Select(Index));
        Assert.Empty((await system.Agency("341000-licensing").GetAsync($"/v1/changes?since={from}", Cancel)).Body.GetProperty("items").EnumerateArray());

        var (_, entry) = await system.Auditor().GetAsync($"/v1/log/entries/{last.GetProperty("logEntry").GetString()}", Cancel);
        Assert.Equal(("changes.read", from), (entry.GetProperty("entry").GetProperty("kind").GetString(), entry.GetProperty("entry").GetProperty("detail").GetProperty("since").GetString()));
        Assert.Equal(last.GetRawText(), entry.GetProperty("content").GetRawText());

        static long Index(JsonElement item) => item.GetProperty("index").GetInt64();
    }

    [Fact]
    public async Task What_expired_by_the_calendar_is_told_though_nobody_decided_it()
    {
        var ended = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(-3);
        await DecideAsync([Some.Honour(1) with { ValidUntil = ended }, Some.Honour(2)]);
        foreach (var n in new[] { 1, 2 })
            await PutAsync(n);
        var index = Next((await Agency.GetAsync("/v1/changes", Cancel)).Body).Split('-')[0];
        var (_, answer) = await Agency.GetAsync($"/v1/changes?since={index}-{ended.AddDays(-1):yyyyMMdd}", Cancel);
        var expired = Assert.Single(answer.GetProperty("expired").EnumerateArray());
        Assert.Equal((Some.Subject(1).Code, "330100/H-1"), (expired.GetProperty("code").GetString(), expired.GetProperty("key").GetString()));
        Assert.Empty((await Agency.GetAsync($"/v1/changes?since={Next(answer)}", Cancel)).Body.GetProperty("expired").EnumerateArray());
    }

    [Fact]
    public async Task A_feed_that_waits_is_answered_when_something_changes()
    {
        await PutAsync(1);
        var from = Next((await Agency.GetAsync("/v1/changes", Cancel)).Body);
        var waiting = Agency.GetAsync($"/v1/changes?since={from}&wait=25", Cancel);
        await DecideAsync([Some.Honour(1)]);
        Assert.Equal("submit", Assert.Single((await waiting).Body.GetProperty("items").EnumerateArray()).GetProperty("change").GetString());
    }

    [Fact]
    public async Task Watches_are_set_listed_and_ended_and_each_is_an_entry_about_the_subject()
    {
        var code = Some.Subject(1).Code!;
        Assert.Equal(HttpStatusCode.NotFound, (await Agency.GetAsync($"/v1/watches/{code}", Cancel)).Status);
        Assert.Equal(HttpStatusCode.OK, await PutAsync(1));
        Assert.Equal("CASE-W", (await Agency.GetAsync($"/v1/watches/{code}", Cancel)).Body.GetProperty("caseNumber").GetString());
        var (_, page) = await Agency.GetAsync("/v1/watches", Cancel);
        Assert.Equal((1, code), (page.GetProperty("count").GetInt32(), page.GetProperty("items")[0].GetProperty("code").GetString()));
        Assert.Equal(HttpStatusCode.NotFound, (await system.Agency("341000-licensing").GetAsync($"/v1/watches/{code}", Cancel)).Status);
        using var ended = await Agency.SendAsync(HttpMethod.Delete, $"/v1/watches/{code}", null, Cancel);
        Assert.Equal(HttpStatusCode.NoContent, ended.StatusCode);
        using var again = await Agency.SendAsync(HttpMethod.Delete, $"/v1/watches/{code}", null, Cancel);
        Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);
        foreach (var kind in new[] { "watch.set", "watch.ended" })
            await AwaitEntryAsync($"/v1/log/entries?kind={kind}&subject={code}");
        Assert.Equal(HttpStatusCode.BadRequest, (await Agency.GetAsync("/v1/changes?since=yesterday&wait=1000", Cancel)).Status);
    }

    private async Task<HttpStatusCode> PutAsync(int n)
    {
        using var response = await Agency.SendAsync(HttpMethod.Put, $"/v1/watches/{Some.Subject(n).Code}?purpose=licensing&caseNumber=CASE-W", null, Cancel);
        return response.StatusCode;
    }

    private async Task<(List<JsonElement> Items, JsonElement Last)> UntilAsync(string since, int count)
    {
        while (true)
        {
            // From the same point, until all are there: an answer may come between two decisions.
            var (_, answer) = await Agency.GetAsync($"/v1/changes?since={since}&wait=5", Cancel);
            List<JsonElement> items = [.. answer.GetProperty("items").EnumerateArray()];
            if (items.Count >= count)
                return (items, answer);
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, Cancel);
        }
    }

    private async Task AwaitEntryAsync(string address)
    {
        while (!(await system.Auditor().GetAsync(address, Cancel)).Body.GetProperty("items").EnumerateArray().Any())
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, Cancel);
    }

    private static string Next(JsonElement answer) => answer.GetProperty("next").GetString()!;

    private async Task DecideAsync(IEnumerable<CreditRecord> records)
    {
        var bureau = system.Bureau();
        var (_, receipt) = await bureau.PushAsync(Client.Ndjson(records), Cancel);
        var counts = (await bureau.AwaitDecidedAsync(receipt.GetProperty("id").GetString()!, Cancel)).GetProperty("counts");
        Assert.Equal(counts.GetProperty("received").GetInt32(), counts.GetProperty("accepted").GetInt32());
    }
}
