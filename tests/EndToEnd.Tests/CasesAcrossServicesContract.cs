using System.Net;
using System.Text;
using System.Text.Json;
using CreditShare.Domain.Calendar;
using CreditShare.Domain.Codes;
using CreditShare.Domain.Records;
using CreditShare.EndToEnd.Tests.Processes;
using CreditShare.Systems;
using CreditShare.Testing;

namespace CreditShare.EndToEnd.Tests;

/// <summary>Over RabbitMQ, on MongoDB.</summary>
[Collection(typeof(SharedOnMongoDb))]
public sealed class CasesAcrossServicesOnMongoDbTests(SeparateOnMongoDb form) : CasesAcrossServicesContract(form);

/// <summary>Over RabbitMQ, on SQLite.</summary>
[Collection(typeof(SharedOnSqlite))]
public sealed class CasesAcrossServicesOnSqliteTests(SeparateOnSqlite form) : CasesAcrossServicesContract(form);

/// <summary>Cases in the production form: decided by one process, opened by it from the log, answered by another.</summary>
public abstract class CasesAcrossServicesContract(SeparateForm form) : IDisposable
{
    private const int Records = 20;
    private const int First = 1001;

    private static readonly HashSet<string> Subjects = [.. Enumerable.Range(First, Records).Select(n => Some.Subject(n).Code!)];

    private readonly CancellationTokenSource limit = TimeLimit.Start();

    private CancellationToken Cancel => limit.Token;

    public void Dispose()
    {
        GC.SuppressFinalize(this);
        limit.Dispose();
    }

    [Fact]
    public async Task Cases_survive_the_registrys_death_and_ask_for_release_the_instant_after_a_withdrawal()
    {
        await DecideAsync("all", ChangeKind.Submit);
        // Killed at work: what it had opened it opens again, and no second one.
        await form.Running.Registry.KillAsync();
        await form.Running.Registry.StartAsync(Cancel);
        List<JsonElement> cases;
        while ((cases = await CasesAsync("unclaimed")).Count < 2 * Records)
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, Cancel);
        Assert.Equal(2 * Records, cases.Count);
        var applied = cases.Where(item => item.GetProperty("measure").GetProperty("id").GetString() == "M06").Select(item => item.GetProperty("id").GetString()!).ToList();
        var on = ChinaCalendar.Today(TimeProvider.System.GetUtcNow()).ToString("yyyy-MM-dd", null);
        foreach (var id in applied)
            Assert.Equal(HttpStatusCode.OK, await PostAsync($"/v1/cases/{id}/feedback", $$"""{"applied":true,"on":"{{on}}","caseNumber":"C-1"}"""));

        // What earlier tests of this system decided stands before these in the log, so its cases are open by now too.
        var before = await CountedAsync();
        Assert.Equal((await AllAsync("limit=500")).Count, before.Received);

        await DecideAsync("none", ChangeKind.Withdraw);
        Assert.Equal(applied.Order(StringComparer.Ordinal), (await CasesAsync("release-requested")).Select(item => item.GetProperty("id").GetString()).Order(StringComparer.Ordinal));
        Assert.Equal(Records, (await CasesAsync("closed")).Count);
        Assert.Empty(await CasesAsync("unclaimed"));
        foreach (var id in applied)
            Assert.Equal(HttpStatusCode.OK, await PostAsync($"/v1/cases/{id}/release", null));
        Assert.Equal((before.Received, before.Released + Records, before.Closed + Records), await CountedAsync());
    }

    /// <summary>The committee's count of the agency's cases.</summary>
    private async Task<(int Received, int Released, int Closed)> CountedAsync()
    {
        var (_, report) = await form.Running.Auditor().GetAsync("/v1/statistics/cases", Cancel);
        var counted = report.GetProperty("cities").EnumerateArray().SelectMany(city => city.GetProperty("agencies").EnumerateArray())
            .Single(agency => agency.GetProperty("agency").GetString() == "330100-licensing").GetProperty("cases");
        return (counted.GetProperty("received").GetInt32(), counted.GetProperty("released").GetInt32(), counted.GetProperty("closed").GetInt32());
    }

    private async Task DecideAsync(string key, ChangeKind change)
    {
        var authority = new Organisation("黄山市生态环境局（样例）", UnifiedSocialCreditCode.Compose("11", "341000", "A1B2C3D4").Value);
        var records = Enumerable.Range(First, Records).Select(n => Some.Penalty(n) with { Authority = authority, Change = change, ChangeReason = change == ChangeKind.Submit ? null : "样例" });
        var bureau = form.Running.Bureau("341000");
        var batch = await bureau.PushUntilReceiptAsync(Client.Ndjson(records), key, Cancel);
        var counts = (await bureau.AwaitDecidedAsync(batch, Cancel)).GetProperty("counts");
        Assert.Equal(Records, counts.GetProperty("accepted").GetInt32());
    }

    /// <summary>Those of a state that are about this test's subjects.</summary>
    private async Task<List<JsonElement>> CasesAsync(string state) =>
        [.. (await AllAsync($"state={state}&limit=500")).Where(item => Subjects.Contains(item.GetProperty("subject").GetProperty("code").GetString()!))];

    private async Task<List<JsonElement>> AllAsync(string query)
    {
        var (status, page) = await form.Running.Agency().GetAsync($"/v1/cases?{query}", Cancel);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.False(page.TryGetProperty("next", out _));
        return [.. page.GetProperty("items").EnumerateArray()];
    }

    private async Task<HttpStatusCode> PostAsync(string path, string? body)
    {
        using var content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await form.Running.Agency().SendAsync(HttpMethod.Post, path, content, Cancel);
        return response.StatusCode;
    }
}
