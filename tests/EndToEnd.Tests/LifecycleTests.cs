using System.Net;
using System.Text.Json;
using CreditShare.Domain.Deciding;
using CreditShare.Domain.Records;
using CreditShare.EndToEnd.Tests.Processes;
using CreditShare.Systems;
using CreditShare.Testing;

namespace CreditShare.EndToEnd.Tests;

/// <summary>The way back: what a bureau does with one record of its own, and what agencies see of it from that instant. The tests share one system, so each has subjects of its own.</summary>
public sealed class LifecycleTests(EmbeddedForm form) : IClassFixture<EmbeddedForm>, IDisposable
{
    private readonly CancellationTokenSource limit = TimeLimit.Start();
    private readonly StandaloneSystem system = form.Running;

    private CancellationToken Cancel => limit.Token;

    public void Dispose() => limit.Dispose();

    private static object Repair(string met = "2026-06-20") => new { dutyMetOn = met, evidence = "缴款书 2026-1", commitment = "承诺书 2026-1", authority = new { code = Some.Authority.Code }, decidedOn = "2026-11-20" };

    private async Task<IReadOnlyList<Decision>> DecideAsync(params CreditRecord[] records)
    {
        var bureau = system.Bureau();
        var (_, receipt) = await bureau.PushAsync(Client.Ndjson(records), Cancel);
        var batch = receipt.GetProperty("id").GetString()!;
        await bureau.AwaitDecidedAsync(batch, Cancel);
        return await bureau.DecisionsAsync(batch, Cancel);
    }

    private async Task<JsonElement> RecordsAsync(int subject) =>
        (await system.Agency().GetAsync($"/v1/subjects/{Some.Subject(subject).Code}/records?purpose=licensing&caseNumber=CASE-1", Cancel)).Body.GetProperty("records");

    [Fact]
    public async Task A_repaired_record_is_in_no_answer_from_that_instant_and_the_repair_sent_again_is_no_second_one()
    {
        await DecideAsync(Some.Penalty(101));
        Assert.Single((await RecordsAsync(101)).EnumerateArray());
        var (status, decision) = await system.Bureau().PostAsync("/v1/records/330100/P-101/repair", Repair(), Cancel);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(("accepted", 2), (decision.GetProperty("outcome").GetString(), decision.GetProperty("version").GetInt32()));
        Assert.Empty((await RecordsAsync(101)).EnumerateArray());
        var (again, same) = await system.Bureau().PostAsync("/v1/records/330100/P-101/repair", Repair(), Cancel);
        Assert.Equal((HttpStatusCode.OK, "repeated"), (again, same.GetProperty("outcome").GetString()));
        var (_, entry) = await system.Auditor().GetAsync($"/v1/log/entries/{decision.GetProperty("logEntry").GetString()}", Cancel);
        Assert.Equal("repair", entry.GetProperty("entry").GetProperty("detail").GetProperty("change").GetString());
        // What is kept and committed to is the whole record, though only the change was sent.
        Assert.Equal(Some.Penalty(101).DocumentNumber, entry.GetProperty("content").GetProperty("documentNumber").GetString());
    }

    [Fact]
    public async Task A_repair_that_comes_too_early_is_told_the_earliest_day_and_the_rule()
    {
        await DecideAsync(Some.Listing(201));
        var (status, problem) = await system.Bureau().PostAsync("/v1/records/330100/L-201/repair", Repair(), Cancel);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        var error = Assert.Single(problem.GetProperty("errors").EnumerateArray());
        Assert.Equal("repair-too-early", error.GetProperty("code").GetString());
        Assert.Contains("2027-06-02", error.GetProperty("expected").GetString(), StringComparison.Ordinal);
        Assert.Single((await RecordsAsync(201)).EnumerateArray());
        var (missing, form) = await system.Bureau().PostAsync("/v1/records/330100/L-201/repair", new { dutyMetOn = "2026-06-31" }, Cancel);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, missing);
        Assert.Equal(
            ["authority.code", "repair.commitment", "repair.dutyMetOn", "repair.evidence"], form.GetProperty("errors").EnumerateArray().Select(fault => fault.GetProperty("pointer").GetString()).Order());
    }

    [Fact]
    public async Task An_objection_is_marked_on_every_answer_with_its_time_until_it_is_settled()
    {
        await DecideAsync(Some.Penalty(301));
        await ChangedAsync(301, "dispute", new { changeReason = "相对人异议", receivedOn = "2026-11-20", number = "异-1" });
        var record = Assert.Single((await RecordsAsync(301)).EnumerateArray());
        Assert.True(record.GetProperty("disputed").GetBoolean());
        Assert.Equal("2026-11-27", record.GetProperty("clocks").GetProperty("objection").GetProperty("dueOn").GetString());
        Assert.Equal("2026-12-18", record.GetProperty("clocks").GetProperty("objection").GetProperty("latestOn").GetString());

        var (twice, problem) = await system.Bureau().PostAsync("/v1/records/330100/P-301/dispute", new { changeReason = "再次" }, Cancel);
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "objection-open"), (twice, problem.GetProperty("errors")[0].GetProperty("code").GetString()));
        var settled = await ChangedAsync(301, "resolve", new { changeReason = "经核实无误", result = "rejected" });
        Assert.False(Assert.Single((await RecordsAsync(301)).EnumerateArray()).GetProperty("disputed").GetBoolean());
        var (_, entry) = await system.Auditor().GetAsync($"/v1/log/entries/{settled}", Cancel);
        Assert.Equal("2026-11-27", entry.GetProperty("entry").GetProperty("detail").GetProperty("timeDue").GetString());

        await ChangedAsync(301, "dispute", new { changeReason = "申请复核", stage = "review" });
        Assert.Equal("review", Assert.Single((await RecordsAsync(301)).EnumerateArray()).GetProperty("clocks").GetProperty("objection").GetProperty("stage").GetString());
    }

    [Fact]
    public async Task A_decision_set_aside_is_withdrawn_with_its_reason_and_how_long_that_took_is_in_the_log()
    {
        await DecideAsync(Some.Penalty(401));
        var withdrawn = await ChangedAsync(401, "withdraw", new { changeReason = "经复议撤销", setAsideOn = "2026-11-02" });
        Assert.Empty((await RecordsAsync(401)).EnumerateArray());
        var (_, entry) = await system.Auditor().GetAsync($"/v1/log/entries/{withdrawn}", Cancel);
        var detail = entry.GetProperty("entry").GetProperty("detail");
        Assert.Equal(("2026-11-02", "2026-11-05", "false"), (detail.GetProperty("timeFrom").GetString(), detail.GetProperty("timeDue").GetString(), detail.GetProperty("inTime").GetString()));
    }

    [Fact]
    public async Task The_bureau_reads_which_days_govern_its_record_and_nobody_elses()
    {
        await DecideAsync(Some.Penalty(501), Some.Penalty(502) with { SourceId = "CF/2 号" });
        var (status, answer) = await system.Bureau().GetAsync("/v1/records/330100/P-501/clocks", Cancel);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("shared", answer.GetProperty("state").GetString());
        var clocks = answer.GetProperty("clocks");
        Assert.Equal(
            ("general", "2026-06-01", "2026-09-02", "2027-06-01", "2031-06-01"),
            (clocks.GetProperty("severity").GetString(), Day("publicFrom"), Day("earliestRepair"), Day("expiry"), Day("keptUntil")));
        Assert.Contains("最短公示 3 个月", clocks.GetProperty("earliestRepair").GetProperty("rule").GetProperty("zh").GetString(), StringComparison.Ordinal);
        Assert.Equal("CF/2 号", (await system.Bureau().GetAsync($"/v1/records/330100/{Uri.EscapeDataString("CF/2 号")}/clocks", Cancel)).Body.GetProperty("key").GetString()!["330100/".Length..]);
        Assert.Equal(HttpStatusCode.NotFound, (await system.Bureau().GetAsync("/v1/records/330100/P-9/clocks", Cancel)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await system.Bureau("341000").GetAsync("/v1/records/330100/P-501/clocks", Cancel)).Status);
        var (other, problem) = await system.Bureau("341000").PostAsync("/v1/records/330100/P-501/repair", Repair(), Cancel);
        Assert.Equal((HttpStatusCode.Forbidden, "other-city"), (other, problem.GetProperty("code").GetString()));

        string? Day(string clock) => clocks.GetProperty(clock).GetProperty("day").GetString();
    }

    [Fact]
    public async Task What_is_wrong_with_the_call_itself_is_told_at_once()
    {
        foreach (var (body, code) in new[] { ("[]", "body-invalid"), ("{", "body-invalid"), ("""{"sourceId":"P-2"}""", "body-invalid") })
        {
            using var content = new StringContent(body, new System.Net.Http.Headers.MediaTypeHeaderValue("application/json"));
            using var response = await system.Bureau().SendAsync(HttpMethod.Post, "/v1/records/330100/P-601/repair", content, Cancel);
            Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
            Assert.Contains(code, await response.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        }
        var (unknown, problem) = await system.Bureau().PostAsync("/v1/records/330100/NO-SUCH/withdraw", new { changeReason = "样例" }, Cancel);
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "change-of-unknown-record"), (unknown, problem.GetProperty("errors")[0].GetProperty("code").GetString()));
    }

    /// <returns>Id of the decision's log entry.</returns>
    private async Task<string> ChangedAsync(int record, string change, object body)
    {
        var (status, decision) = await system.Bureau().PostAsync($"/v1/records/330100/P-{record}/{change}", body, Cancel);
        Assert.True(status == HttpStatusCode.OK, decision.ToString());
        return decision.GetProperty("logEntry").GetString()!;
    }
}
