using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CreditShare.Domain.Records;
using CreditShare.EndToEnd.Tests.Processes;
using CreditShare.Systems;
using CreditShare.Testing;

namespace CreditShare.EndToEnd.Tests;

/// <summary>What a subject's representative sees and does, and what becomes of its objection, through the front door of the embedded form.</summary>
public sealed class SubjectSideTests : IAsyncLifetime
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(50);

    private readonly CancellationTokenSource limit = TimeLimit.Start();
    private StandaloneSystem system = null!;

    private CancellationToken Cancel => limit.Token;

    private static string Own => $"/v1/subjects/{Some.Subject().Code}";

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
    public async Task An_objection_is_durable_at_once_marks_the_record_reaches_the_bureau_and_is_settled_by_it()
    {
        await DecideAsync(Some.Penalty());
        var (status, filed) = await FileAsync("330100/P-1", "处罚对象不是我单位。");
        Assert.Equal((HttpStatusCode.Accepted, "filed"), (status, filed.GetProperty("state").GetString()));
        var id = filed.GetProperty("id").GetString()!;
        var (_, entry) = await system.Auditor().GetAsync($"/v1/log/entries/{id}", Cancel);
        Assert.Equal("objection.filed", entry.GetProperty("entry").GetProperty("kind").GetString());
        Assert.True(entry.GetProperty("commitmentHolds").GetBoolean());

        // Again, before and after the mark is set: one objection.
        Assert.Equal(id, (await FileAsync("330100/P-1", "处罚对象不是我单位。")).Body.GetProperty("id").GetString());
        var open = await AwaitObjectionAsync("open");
        Assert.Equal(id, (await FileAsync("330100/P-1", "处罚对象不是我单位。")).Body.GetProperty("id").GetString());
        Assert.Equal("处罚对象不是我单位。", open.GetProperty("grounds").GetString());
        var answer = await LookUpAsync("records");
        Assert.True(answer.GetProperty("records")[0].GetProperty("disputed").GetBoolean());

        JsonElement row;
        while (true)
        {
            var (_, list) = await system.Bureau().GetAsync("/v1/objections", Cancel);
            if (list.GetProperty("items").GetArrayLength() > 0)
            {
                row = Assert.Single(list.GetProperty("items").EnumerateArray());
                break;
            }
            await Task.Delay(Between, TimeProvider.System, Cancel);
        }
        Assert.Equal((id, "P-1", Some.Subject().Code), (row.GetProperty("id").GetString(), row.GetProperty("sourceId").GetString(), row.GetProperty("subject").GetString()));
        Assert.Equal(open.GetProperty("settleBy").GetString(), row.GetProperty("settleBy").GetString());
        Assert.Empty((await system.Bureau("330400").GetAsync("/v1/objections", Cancel)).Body.GetProperty("items").EnumerateArray());

        await DecideAsync(Some.Penalty() with { Change = ChangeKind.Resolve, ChangeReason = "经核查，处罚决定无误，异议不成立。", Resolution = new() { Result = ResolutionResult.Rejected } });
        var settled = await AwaitObjectionAsync("settled");
        Assert.Equal("经核查，处罚决定无误，异议不成立。", settled.GetProperty("outcome").GetString());
        Assert.False((await LookUpAsync("records")).GetProperty("records")[0].GetProperty("disputed").GetBoolean());
        Assert.Single((await system.Auditor().GetAsync($"/v1/log/entries?kind=objection.filed&subject={Some.Subject().Code}", Cancel)).Body.GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task A_subject_sees_who_looked_it_up_and_never_which_account_or_case()
    {
        await DecideAsync(Some.Penalty());
        var first = (await LookUpAsync("punishments")).GetProperty("logEntry").GetString();
        var second = (await LookUpAsync("records")).GetProperty("logEntry").GetString();
        var (_, list) = await system.Agency().PostAsync("/v1/lookups", new { asked = "punishments", purpose = "licensing", caseNumber = "CASE-1", codes = new[] { Some.Subject().Code, Some.Subject(2).Code } }, Cancel);
        var representative = system.Representative(Some.Subject().Code!);
        List<JsonElement> inquiries = [];
        while (inquiries.Count < 3)
        {
            inquiries.Clear();
            for (var next = $"{Own}/inquiries?limit=1"; next is not null;)
            {
                var (status, page) = await representative.GetAsync(next, Cancel);
                Assert.Equal(HttpStatusCode.OK, status);
                inquiries.AddRange(page.GetProperty("items").EnumerateArray());
                next = page.TryGetProperty("next", out var address) ? address.GetString() : null;
            }
        }
        Assert.Equal([list.GetProperty("logEntry").GetString(), second, first], inquiries.Select(one => one.GetProperty("logEntry").GetString()));
        Assert.Equal("330100-licensing", inquiries[0].GetProperty("agency").GetProperty("code").GetString());
        Assert.Equal("杭州市行政审批服务窗口（示例）", inquiries[0].GetProperty("agency").GetProperty("name").GetString());
        Assert.Equal("行政许可审批", inquiries[0].GetProperty("purpose").GetProperty("zh").GetString());
        Assert.True(inquiries[0].GetProperty("list").GetBoolean());
        Assert.DoesNotContain("officer-", inquiries[0].GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain("CASE-1", inquiries[0].GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_subject_sees_all_that_is_held_about_it_and_nothing_about_another()
    {
        var minor = Some.Penalty() with { SourceId = "P-M", DocumentNumber = "杭样罚〔2026〕900号", Penalty = Some.Penalty().Penalty! with { Kinds = [PenaltyKind.Warning], Fine = null } };
        await DecideAsync(Some.Penalty(), minor);
        var representative = system.Representative(Some.Subject().Code!);
        var (_, own) = await representative.GetAsync($"{Own}/own", Cancel);
        Assert.Equal(["shared", "not-shared"], own.GetProperty("records").EnumerateArray().Select(record => record.GetProperty("state").GetString()));
        var (_, entry) = await system.Auditor().GetAsync($"/v1/log/entries/{own.GetProperty("logEntry").GetString()}", Cancel);
        Assert.Equal(("subject.answered", Some.Subject().Code), (entry.GetProperty("entry").GetProperty("kind").GetString(), entry.GetProperty("entry").GetProperty("subject").GetString()));

        foreach (var what in (string[])["own", "inquiries", "objections"])
        {
            var (status, problem) = await representative.GetAsync($"/v1/subjects/{Some.Subject(2).Code}/{what}", Cancel);
            Assert.Equal((HttpStatusCode.Forbidden, "subject-other"), (status, problem.GetProperty("code").GetString()));
            Assert.Equal(HttpStatusCode.Forbidden, (await system.Agency().GetAsync($"{Own}/{what}", Cancel)).Status);
        }
        Assert.Equal(HttpStatusCode.Forbidden, (await representative.GetAsync($"{Own}/records?purpose=licensing&caseNumber=1", Cancel)).Status);
    }

    [Fact]
    public async Task A_wrong_objection_is_told_every_fault_and_echoes_no_persons_number()
    {
        await DecideAsync(Some.Penalty(), Some.Penalty(2));
        const string person = "110101199003077758";
        var (status, problem) = await FileAsync("P-1", $"我的身份证 {person}", "13800138000");
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(["/key", "/grounds", "/contact"], problem.GetProperty("errors").EnumerateArray().Select(fault => fault.GetProperty("pointer").GetString()));
        Assert.DoesNotContain(person, problem.GetRawText(), StringComparison.Ordinal);
        // Another subject's record is unknown here.
        var (unknown, other) = await FileAsync("330100/P-2", "样例");
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "record-unknown"), (unknown, other.GetProperty("code").GetString()));
    }

    private async Task<(HttpStatusCode Status, JsonElement Body)> FileAsync(string key, string grounds, string contact = "0571-88880000")
    {
        using var content = JsonContent.Create(new { key, grounds, contact });
        using var response = await system.Representative(Some.Subject().Code!).SendAsync(HttpMethod.Post, $"{Own}/objections", content, Cancel);
        return (response.StatusCode, JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(Cancel)).RootElement);
    }

    private async Task<JsonElement> AwaitObjectionAsync(string state)
    {
        while (true)
        {
            var (_, page) = await system.Representative(Some.Subject().Code!).GetAsync($"{Own}/objections", Cancel);
            if (page.GetProperty("items").EnumerateArray().ToList() is [var one] && one.GetProperty("state").GetString() == state)
                return one;
            await Task.Delay(Between, TimeProvider.System, Cancel);
        }
    }

    private async Task<JsonElement> LookUpAsync(string asked)
    {
        var (status, answer) = await system.Agency().GetAsync($"{Own}/{asked}?purpose=licensing&caseNumber=CASE-1", Cancel);
        Assert.Equal(HttpStatusCode.OK, status);
        return answer;
    }

    private async Task DecideAsync(params CreditRecord[] records)
    {
        var (_, receipt) = await system.Bureau().PushAsync(Client.Ndjson(records), Cancel);
        await system.Bureau().AwaitDecidedAsync(receipt.GetProperty("id").GetString()!, Cancel);
    }
}
