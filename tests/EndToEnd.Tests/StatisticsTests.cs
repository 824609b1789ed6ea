using System.Net;
using System.Text.Json;
using CreditShare.Domain.Calendar;
using CreditShare.EndToEnd.Tests.Processes;
using CreditShare.Systems;
using CreditShare.Testing;

namespace CreditShare.EndToEnd.Tests;

/// <summary>What the committee is told of cities and agencies, through the front door of the embedded form. One system for all: who may not ask is counted as refused, never as asking.</summary>
public sealed class StatisticsTests(EmbeddedForm form) : IClassFixture<EmbeddedForm>, IDisposable
{
    private readonly CancellationTokenSource limit = TimeLimit.Start();
    private readonly StandaloneSystem system = form.Running;

    private CancellationToken Cancel => limit.Token;

    public void Dispose() => limit.Dispose();

    [Fact]
    public async Task What_a_city_pushed_and_an_agency_asked_is_told_by_month_and_by_hour()
    {
        var today = ChinaCalendar.Today(TimeProvider.System.GetUtcNow());
        var (_, receipt) = await system.Bureau().PushAsync(Client.Ndjson([Some.Penalty(1) with { DecidedOn = today }, Some.Penalty(2) with { Item = "NONE" }]), Cancel);
        await system.Bureau().AwaitDecidedAsync(receipt.GetProperty("id").GetString()!, Cancel);
        await system.Agency().GetAsync($"/v1/subjects/{Some.Subject(1).Code}/records?purpose=licensing&caseNumber=CASE-1", Cancel);
        var report = await AwaitAsync("/v1/statistics/cities", answer => Asking(answer) is { } asking && Number(asking, "subjects") > 0);

        var city = report.GetProperty("cities").EnumerateArray().Single(one => one.GetProperty("city").GetString() == Some.City);
        var total = city.GetProperty("total");
        Assert.Equal((2, 1, 1, 0.5, 1.0), (Number(total, "received"), Number(total, "accepted"), Number(total, "rejected"), total.GetProperty("complianceRate").GetDouble(), total.GetProperty("timelinessRate").GetDouble()));
        Assert.Equal(12, city.GetProperty("months").GetArrayLength());
        var example = total.GetProperty("rejections")[0].GetProperty("entries")[0].GetString();
        var (found, entry) = await system.Auditor().GetAsync($"/v1/log/entries/{example}", Cancel);
        Assert.Equal((HttpStatusCode.OK, "rejected"), (found, entry.GetProperty("entry").GetProperty("outcome").GetString()));
        Assert.Equal(1, Number(Asking(report)!.Value, "subjects"));
        Assert.DoesNotContain(Some.Subject(1).Code!, report.GetRawText(), StringComparison.Ordinal);

        var hours = await AwaitAsync("/v1/statistics/agencies/330100-licensing/hours", answer => answer.GetProperty("days").GetArrayLength() > 0);
        Assert.Equal((24, 1), (hours.GetProperty("hours").GetArrayLength(), hours.GetProperty("hours").EnumerateArray().Sum(hour => hour.GetInt32())));
    }

    [Theory]
    [InlineData("/v1/statistics/cities?from=2026-11-01", 400, "from")]
    [InlineData("/v1/statistics/cities?from=2026-11&until=2026-10", 400, "from")]
    [InlineData("/v1/statistics/cities?from=2023-11&until=2026-11", 400, "from")]
    [InlineData("/v1/statistics/cities?until=November", 400, "until")]
    [InlineData("/v1/statistics/agencies/330100-licensing/hours?from=2026-01-01&until=2026-11-01", 400, "from")]
    [InlineData("/v1/statistics/agencies/nobody/hours", 404, null)]
    public async Task A_wrong_question_is_told_what_is_wrong(string address, int expected, string? pointer)
    {
        var (status, problem) = await system.Auditor().GetAsync(address, Cancel);
        Assert.Equal(expected, (int)status);
        if (pointer is not null)
            Assert.Equal(pointer, Assert.Single(problem.GetProperty("errors").EnumerateArray()).GetProperty("pointer").GetString());
    }

    [Fact]
    public async Task Only_auditors_are_told()
    {
        foreach (var address in (string[])["/v1/statistics/cities", "/v1/statistics/agencies/330100-licensing/hours"])
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await system.Agency().GetAsync(address, Cancel)).Status);
            Assert.Equal(HttpStatusCode.Unauthorized, (await system.Nobody().GetAsync(address, Cancel)).Status);
        }
    }

    /// <summary>Entries are counted a moment after they have their place in the log.</summary>
    private async Task<JsonElement> AwaitAsync(string address, Func<JsonElement, bool> until)
    {
        while (true)
        {
            var (status, answer) = await system.Auditor().GetAsync(address, Cancel);
            Assert.Equal(HttpStatusCode.OK, status);
            if (until(answer))
                return answer;
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, Cancel);
        }
    }

    /// <summary>The agency that asks, once it is among those that are told of.</summary>
    private static JsonElement? Asking(JsonElement report) =>
        report.GetProperty("agencies").EnumerateArray().Select(row => (JsonElement?)row).FirstOrDefault(row => row!.Value.GetProperty("agency").GetString() == "330100-licensing");

    private static int Number(JsonElement of, string member) => of.GetProperty(member).GetInt32();
}
