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

/// <summary>Cases in the production form: decided by one process, opened by it from the log, answered by another, over RabbitMQ and MongoDB.</summary>
public sealed class CasesAcrossServicesTests(BrokerFixture broker, MongoDbFixture mongo) : IAsyncLifetime
{
    private const int Records = 20;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(4);

    private readonly CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private SeparateServices system = null!;

    private CancellationToken Cancel => limit.Token;

    public async ValueTask InitializeAsync()
    {
        limit.CancelAfter(Limit);
        system = await SeparateServices.StartAsync(broker.Broker, mongo.Engine, Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await system.DisposeAsync();
        limit.Dispose();
    }

    [Fact]
    public async Task Cases_survive_the_registrys_death_and_ask_for_release_the_instant_after_a_withdrawal()
    {
        await DecideAsync("all", ChangeKind.Submit);
        // Killed at work: what it had opened it opens again, and no second one.
        await system.Registry.KillAsync();
        await system.Registry.StartAsync(Cancel);
        List<JsonElement> cases;
        while ((cases = await CasesAsync("state=unclaimed&limit=500")).Count < 2 * Records)
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, Cancel);
        Assert.Equal(2 * Records, cases.Count);
        var applied = cases.Where(item => item.GetProperty("measure").GetProperty("id").GetString() == "M06").Select(item => item.GetProperty("id").GetString()!).ToList();
        var on = ChinaCalendar.Today(TimeProvider.System.GetUtcNow()).ToString("yyyy-MM-dd", null);
        foreach (var id in applied)
            Assert.Equal(HttpStatusCode.OK, await PostAsync($"/v1/cases/{id}/feedback", $$"""{"applied":true,"on":"{{on}}","caseNumber":"C-1"}"""));

        await DecideAsync("none", ChangeKind.Withdraw);
        Assert.Equal(applied.Order(StringComparer.Ordinal), (await CasesAsync("state=release-requested")).Select(item => item.GetProperty("id").GetString()).Order(StringComparer.Ordinal));
        Assert.Equal(Records, (await CasesAsync("state=closed")).Count);
        Assert.Empty(await CasesAsync("state=unclaimed"));
        foreach (var id in applied)
            Assert.Equal(HttpStatusCode.OK, await PostAsync($"/v1/cases/{id}/release", null));
        var (_, report) = await system.Auditor().GetAsync("/v1/statistics/cases", Cancel);
        var licensing = report.GetProperty("cities").EnumerateArray().SelectMany(city => city.GetProperty("agencies").EnumerateArray())
            .Single(agency => agency.GetProperty("agency").GetString() == "330100-licensing").GetProperty("cases");
        Assert.Equal((2 * Records, Records, Records), (licensing.GetProperty("received").GetInt32(), licensing.GetProperty("released").GetInt32(), licensing.GetProperty("closed").GetInt32()));
    }

    private async Task DecideAsync(string key, ChangeKind change)
    {
        var authority = new Organisation("黄山市生态环境局（样例）", UnifiedSocialCreditCode.Compose("11", "341000", "A1B2C3D4").Value);
        var records = Enumerable.Range(1, Records).Select(n => Some.Penalty(n) with { Authority = authority, Change = change, ChangeReason = change == ChangeKind.Submit ? null : "样例" });
        var bureau = system.Bureau("341000");
        var batch = await bureau.PushUntilReceiptAsync(Client.Ndjson(records), key, Cancel);
        var counts = (await bureau.AwaitDecidedAsync(batch, Cancel)).GetProperty("counts");
        Assert.Equal(Records, counts.GetProperty("accepted").GetInt32());
    }

    private async Task<List<JsonElement>> CasesAsync(string query)
    {
        var (status, page) = await system.Agency().GetAsync($"/v1/cases?{query}", Cancel);
        Assert.Equal(HttpStatusCode.OK, status);
        return [.. page.GetProperty("items").EnumerateArray()];
    }

    private async Task<HttpStatusCode> PostAsync(string path, string? body)
    {
        using var content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await system.Agency().SendAsync(HttpMethod.Post, path, content, Cancel);
        return response.StatusCode;
    }
}
