using System.Net;
using System.Text;
using System.Text.Json;
using CreditShare.Domain.Calendar;
using CreditShare.Domain.Records;
using CreditShare.EndToEnd.Tests.Processes;
using CreditShare.Systems;
using CreditShare.Testing;

namespace CreditShare.EndToEnd.Tests;

/// <summary>Initiate, respond, feed back: measures as cases, through the front door of the embedded form.</summary>
public sealed class CaseTests : IAsyncLifetime
{
    private readonly CancellationTokenSource limit = TimeLimit.Start();
    private StandaloneSystem system = null!;

    private CancellationToken Cancel => limit.Token;

    private static string Today => ChinaCalendar.Today(TimeProvider.System.GetUtcNow()).ToString("yyyy-MM-dd", null);

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
    public async Task A_record_of_Huangshan_opens_a_case_in_Hangzhou_that_says_so_and_runs_to_its_release()
    {
        await DecideAsync("341000", Some.Penalty());
        var opened = await AwaitCaseAsync("330100-licensing", "M06", "unclaimed");
        var id = opened.GetProperty("id").GetString()!;
        var across = opened.GetProperty("crossProvince");
        Assert.Equal("341000 黄山市 浙江省 False", $"{across.GetProperty("city")} {across.GetProperty("cityName")} {across.GetProperty("publishedIn")[0]} {across.GetProperty("publishedThere")}");
        Assert.Equal("341000/P-1", opened.GetProperty("basis").GetProperty("key").GetString());
        Assert.Equal("《浙江省公共信用信息管理条例》第23条第1项", opened.GetProperty("measure").GetProperty("legalBasis")[0].GetProperty("text").GetString());
        var (_, lookup) = await system.Agency().GetAsync($"/v1/subjects/{Some.Subject().Code}/punishments?purpose=licensing&caseNumber=1", Cancel);
        Assert.All(lookup.GetProperty("measures").EnumerateArray(), measure => Assert.Contains("黄山市", measure.GetProperty("crossProvince")[0].GetProperty("zh").GetString(), StringComparison.Ordinal));
        // Nothing of it in Huangshan.
        Assert.Empty((await CasesAsync("341000-licensing", null)).EnumerateArray());

        var (claimed, claim) = await PostAsync($"/v1/cases/{id}/claim", null);
        Assert.Equal((HttpStatusCode.OK, "claimed"), (claimed, claim.GetProperty("state").GetString()));
        Assert.Equal(claim.GetProperty("logEntry").GetString(), (await PostAsync($"/v1/cases/{id}/claim", null)).Body.GetProperty("logEntry").GetString());
        Assert.Equal("claimed", (await AwaitCaseAsync("330100-licensing", "M06", "claimed")).GetProperty("state").GetString());

        var feedback = new { applied = true, on = Today, caseNumber = "HZ-LIC-7", ground = "列为重点审查对象" };
        var (done, said) = await PostAsync($"/v1/cases/{id}/feedback", feedback);
        Assert.Equal((HttpStatusCode.OK, "done"), (done, said.GetProperty("state").GetString()));
        var (again, same) = await PostAsync("/v1/feedback", new { @case = id, feedback.applied, feedback.on, feedback.caseNumber, feedback.ground });
        Assert.Equal((HttpStatusCode.OK, said.GetProperty("logEntry").GetString()), (again, same.GetProperty("logEntry").GetString()));
        var (differs, problem) = await PostAsync($"/v1/cases/{id}/feedback", feedback with { applied = false, ground = "其他" });
        Assert.Equal((HttpStatusCode.Conflict, "feedback-stands"), (differs, problem.GetProperty("code").GetString()));
        Assert.Equal(
            ["applied true", "ground 列为重点审查对象"],
            problem.GetProperty("errors").EnumerateArray().Select(error => $"{error.GetProperty("pointer")} {error.GetProperty("expected")}"));
        Assert.Equal("release-not-asked", (await PostAsync($"/v1/cases/{id}/release", null)).Body.GetProperty("code").GetString());

        await DecideAsync("341000", Some.Penalty() with { Change = ChangeKind.Withdraw, ChangeReason = "法院判决撤销（样例）" });
        // At once, by the profile: nobody has to come by.
        var asked = Assert.Single((await CasesAsync("330100-licensing", "release-requested")).EnumerateArray());
        Assert.Equal((id, "withdrawn", false), (asked.GetProperty("id").GetString(), asked.GetProperty("ended").GetString(), asked.TryGetProperty("basis", out _)));
        Assert.DoesNotContain(Some.Penalty().DocumentNumber!, asked.GetRawText(), StringComparison.Ordinal);
        Assert.Equal("M07", Assert.Single((await CasesAsync("330100-licensing", "closed")).EnumerateArray()).GetProperty("measure").GetProperty("id").GetString());
        var other = (await CasesAsync("330100-licensing", "closed"))[0].GetProperty("id").GetString();
        Assert.Equal("case-closed", (await PostAsync($"/v1/cases/{other}/claim", null)).Body.GetProperty("code").GetString());

        var (released, release) = await PostAsync($"/v1/cases/{id}/release", new { on = Today });
        Assert.Equal((HttpStatusCode.OK, "released"), (released, release.GetProperty("state").GetString()));
        Assert.Equal(release.GetProperty("logEntry").GetString(), (await PostAsync($"/v1/cases/{id}/release", null)).Body.GetProperty("logEntry").GetString());

        var (_, one) = await system.Agency().GetAsync($"/v1/cases/{id}", Cancel);
        var shown = one.GetProperty("items")[0];
        Assert.Equal(("HZ-LIC-7", "列为重点审查对象"), (shown.GetProperty("feedback").GetProperty("caseNumber").GetString(), shown.GetProperty("feedback").GetProperty("ground").GetString()));
        foreach (var (kind, entry) in new[] { ("case.claimed", claim), ("feedback.given", said), ("case.released", release), ("cases.answered", one) })
        {
            var (_, logged) = await system.Auditor().GetAsync($"/v1/log/entries/{entry.GetProperty("logEntry").GetString()}", Cancel);
            Assert.Equal(
                (kind, Some.Subject().Code, "341000/P-1", "330100-licensing"),
                (logged.GetProperty("entry").GetProperty("kind").GetString(), logged.GetProperty("entry").GetProperty("subject").GetString(),
                    logged.GetProperty("entry").GetProperty("record").GetProperty("key").GetString(), logged.GetProperty("entry").GetProperty("actor").GetProperty("agency").GetString()));
            if (kind == "cases.answered")
                Assert.Equal(one.GetRawText(), logged.GetProperty("content").GetRawText());
        }

        var (_, report) = await system.Auditor().GetAsync("/v1/statistics/cases", Cancel);
        var licensing = report.GetProperty("cities").EnumerateArray().Single(city => city.GetProperty("city").GetString() == "330100")
            .GetProperty("agencies").EnumerateArray().Single(agency => agency.GetProperty("agency").GetString() == "330100-licensing").GetProperty("cases");
        Assert.Equal("2 1 1 1 1 1", string.Join(' ', ((string[])["received", "claimed", "done", "applied", "closed", "released"]).Select(name => licensing.GetProperty(name).GetInt64())));
        Assert.Equal(1, licensing.GetProperty("feedbackRate").GetDouble());
    }

    [Fact]
    public async Task Of_many_who_feed_back_at_once_one_is_first_for_everybody()
    {
        await DecideAsync("330100", Some.Penalty());
        var id = (await AwaitCaseAsync("330100-licensing", "M06", "unclaimed")).GetProperty("id").GetString()!;
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(n => PostAsync($"/v1/cases/{id}/feedback", new { applied = n % 2 == 0, on = Today, caseNumber = $"N-{n}", ground = "样例" })));
        var first = Assert.Single(answers, answer => answer.Status == HttpStatusCode.OK).Body.GetProperty("logEntry").GetString();
        Assert.Equal(7, answers.Count(answer => answer.Status == HttpStatusCode.Conflict && answer.Body.GetProperty("detail").GetString()!.Contains(first!, StringComparison.Ordinal)));
        Assert.Equal("done", (await AwaitCaseAsync("330100-licensing", "M06", null)).GetProperty("state").GetString());
    }

    [Fact]
    public async Task A_feedback_is_told_all_its_faults_at_once_and_nothing_personal_is_kept()
    {
        await DecideAsync("330100", Some.Penalty());
        var id = (await AwaitCaseAsync("330100-licensing", "M06", "unclaimed")).GetProperty("id").GetString()!;
        Assert.Equal(["applied applied-missing", "caseNumber case-number-missing", "on on-missing"], await FaultsAsync(new { }));
        Assert.Equal(["caseNumber case-number-too-long", "ground ground-missing", "on day"], await FaultsAsync(new { applied = false, on = "2026年11月1日", caseNumber = new string('x', 101) }));
        Assert.Equal(["caseNumber identity-number", "ground identity-number", "on in-the-future"], await FaultsAsync(new { applied = true, on = "2099-01-01", caseNumber = "33010619900307001X", ground = "张某 33010619900307001X" }));
        Assert.Equal(["on too-early"], await FaultsAsync(new { applied = true, on = "2026-05-31", caseNumber = "A" }));
        Assert.Equal("unclaimed", (await AwaitCaseAsync("330100-licensing", "M06", null)).GetProperty("state").GetString());

        // Another agency's case is none.
        foreach (var path in (string[])["claim", "release"])
            Assert.Equal(HttpStatusCode.NotFound, (await PostAsync($"/v1/cases/{id}/{path}", null, "330400-licensing")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await system.Agency("330400-licensing").GetAsync($"/v1/cases/{id}", Cancel)).Status);
        Assert.Equal("scope-missing", (await system.Bureau().GetAsync("/v1/cases", Cancel)).Body.GetProperty("code").GetString());
        foreach (var (query, pointer) in new[] { ("state=open", "state"), ("limit=0", "limit"), ("after=x", "after"), ("stat=done", "stat"), ("state=done&state=closed", "state") })
        {
            var (status, problem) = await system.Agency().GetAsync($"/v1/cases?{query}", Cancel);
            Assert.Equal((HttpStatusCode.BadRequest, pointer), (status, Assert.Single(problem.GetProperty("errors").EnumerateArray()).GetProperty("pointer").GetString()));
        }

        async Task<IEnumerable<string>> FaultsAsync(object feedback)
        {
            var (status, problem) = await PostAsync($"/v1/cases/{id}/feedback", feedback);
            Assert.Equal((HttpStatusCode.BadRequest, "case-invalid"), (status, problem.GetProperty("code").GetString()));
            Assert.DoesNotContain("33010619900307001X", problem.GetRawText(), StringComparison.Ordinal);
            return problem.GetProperty("errors").EnumerateArray().Select(error => $"{error.GetProperty("pointer")} {error.GetProperty("code")}").Order(StringComparer.Ordinal).ToList();
        }
    }

    [Fact]
    public async Task An_agencys_cases_are_paged_by_cursor_each_once()
    {
        await DecideAsync("330100", [.. Enumerable.Range(1, 30).Select(n => Some.Penalty(n))]);
        while ((await CasesAsync("330100-licensing", null)).GetArrayLength() < 60)
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, Cancel);
        foreach (var limit in (int[])[7, 20, 60])
        {
            var (ids, pages) = (new List<string>(), 0);
            for (var next = $"/v1/cases?state=unclaimed&limit={limit}"; next is not null; pages++)
            {
                var (_, page) = await system.Agency().GetAsync(next, Cancel);
                ids.AddRange(page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetString()!));
                next = page.TryGetProperty("next", out var address) ? address.GetString() : null;
            }
            Assert.Equal((60, 60, (60 + limit - 1) / limit), (ids.Count, ids.Distinct().Count(), pages));
        }
    }

    private async Task DecideAsync(string city, params IReadOnlyList<CreditRecord> records)
    {
        var bureau = system.Bureau(city);
        var (_, receipt) = await bureau.PushAsync(Client.Ndjson(records.Select(record => record with { Authority = AuthorityOf(city) })), Cancel);
        var decided = await bureau.AwaitDecidedAsync(receipt.GetProperty("id").GetString()!, Cancel);
        Assert.Equal(records.Count, decided.GetProperty("counts").GetProperty("accepted").GetInt32());
    }

    private static Organisation AuthorityOf(string city) =>
        city == Some.City ? Some.Authority : new("黄山市生态环境局（样例）", Domain.Codes.UnifiedSocialCreditCode.Compose("11", city, "A1B2C3D4").Value);

    private async Task<JsonElement> CasesAsync(string agency, string? state)
    {
        var (status, page) = await system.Agency(agency).GetAsync($"/v1/cases{(state is null ? "" : $"?state={state}")}", Cancel);
        Assert.Equal(HttpStatusCode.OK, status);
        return page.GetProperty("items");
    }

    /// <summary>The registry opens cases a moment after the decision.</summary>
    private async Task<JsonElement> AwaitCaseAsync(string agency, string measure, string? state)
    {
        while (true)
        {
            if ((await CasesAsync(agency, state)).EnumerateArray().FirstOrDefault(item => item.GetProperty("measure").GetProperty("id").GetString() == measure) is { ValueKind: JsonValueKind.Object } found)
                return found;
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, Cancel);
        }
    }

    private async Task<(HttpStatusCode Status, JsonElement Body)> PostAsync(string path, object? body, string agency = "330100-licensing")
    {
        using var content = body is null ? null : new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");
        using var response = await system.Agency(agency).SendAsync(HttpMethod.Post, path, content, Cancel);
        using var document = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(Cancel));
        return (response.StatusCode, document.RootElement.Clone());
    }
}
