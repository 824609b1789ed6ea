using System.Net;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Text.Json;
using CreditShare.Domain.Records;
using CreditShare.EndToEnd.Tests.Processes;
using CreditShare.Systems;
using CreditShare.Testing;

namespace CreditShare.EndToEnd.Tests;

/// <summary>What an agency was told and is no longer so, it hears of; it confirms, and the committee sees who has not. Whatever is killed: <see cref="NoticesAcrossServicesContract"/>.</summary>
public sealed class NoticeTests : IDisposable
{
    private static readonly CreditRecord Withdrawn = Some.Listing() with { Change = ChangeKind.Withdraw, ChangeReason = "决定被撤销" };

    private readonly CancellationTokenSource limit = TimeLimit.Start();

    private CancellationToken Cancel => limit.Token;

    public void Dispose() => limit.Dispose();

    [Fact]
    public async Task An_agency_hears_of_a_withdrawal_while_it_waits_and_confirms_it_and_the_committee_sees_both()
    {
        await using var system = await StandaloneSystem.StartAsync(Cancel);
        var (bureau, agency, other) = (system.Bureau(), system.Agency("341000-licensing"), system.Agency());
        await DecideAsync(bureau, Some.Listing());
        var (_, answer) = await LookUpAsync(agency);
        var (_, empty) = await agency.GetAsync("/v1/notices", Cancel);
        Assert.Empty(empty.GetProperty("items").EnumerateArray());
        Assert.False(empty.TryGetProperty("logEntry", out _));

        var waiting = agency.GetAsync(empty.GetProperty("next").GetString() + "&wait=25", Cancel);
        await DecideAsync(bureau, Withdrawn);
        var (_, page) = await waiting;
        var notice = Assert.Single(page.GetProperty("items").EnumerateArray());
        Assert.Equal("withdraw", notice.GetProperty("change").GetString());
        Assert.Equal(Some.Subject().Code, notice.GetProperty("subject").GetString());
        Assert.Equal("""{"key":"330100/L-1","fromVersion":1,"toVersion":2}""", notice.GetProperty("record").GetRawText());
        Assert.Equal(answer.GetProperty("logEntry").GetString(), notice.GetProperty("answer").GetString());
        Assert.Equal("open", notice.GetProperty("state").GetString());
        var (_, given) = await system.Auditor().GetAsync($"/v1/log/entries/{page.GetProperty("logEntry").GetString()}", Cancel);
        Assert.Equal("notices.given", given.GetProperty("entry").GetProperty("kind").GetString());
        Assert.Equal(page.GetProperty("items").GetRawText(), given.GetProperty("content").GetRawText());

        // Not the other agency's, whatever it knows.
        var id = notice.GetProperty("id").GetString()!;
        Assert.Empty((await other.GetAsync("/v1/notices", Cancel)).Body.GetProperty("items").EnumerateArray());
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync($"/v1/notices/{id}", Cancel)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await ConfirmAsync(other, id, new { done = "noted" })).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await system.Bureau().GetAsync("/v1/notices", Cancel)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await agency.GetAsync("/v1/notices/open", Cancel)).Status);

        var (_, open) = await system.Auditor().GetAsync("/v1/notices/open", Cancel);
        Assert.Equal(("341000-licensing", 1), (open.GetProperty("agencies")[0].GetProperty("agency").GetString(), open.GetProperty("agencies")[0].GetProperty("open").GetInt32()));
        Assert.Equal(id, Assert.Single(open.GetProperty("items").EnumerateArray()).GetProperty("id").GetString());

        var (bad, problem) = await ConfirmAsync(agency, id, new { done = "other", text = "办理人身份证 330102199001011239" });
        Assert.Equal((HttpStatusCode.BadRequest, "identity-number"), (bad, problem.GetProperty("errors")[0].GetProperty("code").GetString()));
        var (done, confirmed) = await ConfirmAsync(agency, id, new { done = "measure-released", text = "已恢复投标资格" });
        Assert.Equal(HttpStatusCode.OK, done);
        Assert.Equal(confirmed.GetRawText(), (await ConfirmAsync(agency, id, new { done = "measure-released", text = "已恢复投标资格" })).Body.GetRawText());
        Assert.Equal(HttpStatusCode.Conflict, (await ConfirmAsync(agency, id, new { done = "noted" })).Status);
        var (_, entry) = await system.Auditor().GetAsync($"/v1/log/entries/{confirmed.GetProperty("logEntry").GetString()}", Cancel);
        Assert.Equal("""{"text":"已恢复投标资格"}""", entry.GetProperty("content").GetRawText());
        Assert.Empty((await system.Auditor().GetAsync("/v1/notices/open", Cancel)).Body.GetProperty("items").EnumerateArray());
        Assert.Equal("confirmed", (await agency.GetAsync($"/v1/notices/{id}", Cancel)).Body.GetProperty("state").GetString());
        Assert.Empty((await agency.GetAsync("/v1/notices?state=open", Cancel)).Body.GetProperty("items").EnumerateArray());
        Assert.Equal(4, (await agency.GetAsync("/v1/notices?after=x&wait=61&state=shut&limit=0", Cancel)).Body.GetProperty("errors").GetArrayLength());
        var (code, output) = await system.CommandAsync(["state"], Cancel);
        Assert.True(code == 0, output);
    }

    [Fact]
    public async Task Notices_come_as_server_sent_events_and_go_on_where_the_last_one_was()
    {
        await using var system = await StandaloneSystem.StartAsync(Cancel);
        var (bureau, agency) = (system.Bureau(), system.Agency());
        await DecideAsync(bureau, Some.Listing());
        await LookUpAsync(agency);
        await DecideAsync(bureau, Some.Listing() with { Change = ChangeKind.Dispute, ChangeReason = "当事人提出异议" });
        var first = await NextEventAsync(system, null);
        Assert.Equal("dispute", first.Data.GetProperty("change").GetString());
        await DecideAsync(bureau, Withdrawn);
        var second = await NextEventAsync(system, first.Id);
        Assert.Equal("withdraw", second.Data.GetProperty("change").GetString());
    }

    private async Task<(string Id, JsonElement Data)> NextEventAsync(StandaloneSystem system, string? last)
    {
        using var http = new HttpClient { BaseAddress = system.Process.Address };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/notices");
        request.Headers.Authorization = new("Bearer", system.AgencyToken());
        request.Headers.Accept.Add(new("text/event-stream"));
        if (last is not null)
            request.Headers.Add("Last-Event-ID", last);
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancel);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        var parser = SseParser.Create(await response.Content.ReadAsStreamAsync(Cancel), (_, data) => JsonDocument.Parse(data.ToArray()).RootElement.Clone());
        await foreach (var item in parser.EnumerateAsync(Cancel))
            return (parser.LastEventId, item.Data);
        throw new InvalidOperationException("The stream ended.");
    }

    private async Task DecideAsync(Client bureau, CreditRecord record)
    {
        var (_, receipt) = await bureau.PushAsync(Client.Ndjson([record]), Cancel);
        await bureau.AwaitDecidedAsync(receipt.GetProperty("id").GetString()!, Cancel);
    }

    private Task<(HttpStatusCode Status, JsonElement Body)> LookUpAsync(Client agency) =>
        agency.GetAsync($"/v1/subjects/{Some.Subject().Code}/records?purpose=licensing&caseNumber=CASE-1", Cancel);

    private async Task<(HttpStatusCode Status, JsonElement Body)> ConfirmAsync(Client agency, string id, object request)
    {
        using var response = await agency.SendAsync(HttpMethod.Post, $"/v1/notices/{id}/confirmation", JsonContent.Create(request), Cancel);
        return (response.StatusCode, JsonDocument.Parse(await response.Content.ReadAsStringAsync(Cancel)).RootElement.Clone());
    }
}
