using System.Net;
using System.Text;
using System.Text.Json;
using CreditShare.EndToEnd.Tests.Processes;
using CreditShare.Systems;
using CreditShare.Testing;

namespace CreditShare.EndToEnd.Tests;

/// <summary>What an agency is shown by sharing class, how that is logged and computed again, and what the committee sees of its asking. One system for all: what is asked wrongly is no asking of an agency.</summary>
public sealed class EntitlementTests(EmbeddedForm form) : IClassFixture<EmbeddedForm>, IDisposable
{
    private readonly CancellationTokenSource limit = TimeLimit.Start();

    private CancellationToken Cancel => limit.Token;

    public void Dispose() => limit.Dispose();

    [Fact]
    public async Task Class_B_is_a_count_without_an_authorisation_and_a_record_with_one_and_the_log_says_which_and_the_answer_can_be_computed_again()
    {
        var restricted = Encoding.UTF8.GetString(Client.Ndjson([Some.Licence() with { Item = "ENV-02" }])).Replace("\"inForce\":true", "\"status\":\"1\"", StringComparison.Ordinal);
        var (_, receipt) = await form.Bureau().PushAsync(Encoding.UTF8.GetBytes(restricted), Cancel);
        await form.Bureau().AwaitDecidedAsync(receipt.GetProperty("id").GetString()!, Cancel);

        var without = await LookUpAsync("");
        Assert.Equal(("none-found", 1), (without.GetProperty("result").GetString(), without.GetProperty("withheld").GetProperty("B").GetInt32()));
        Assert.DoesNotContain("ENV-02", without.GetRawText(), StringComparison.Ordinal);

        var with = await LookUpAsync("&authorisation=%E6%8E%88%E6%9D%83-7");
        Assert.Equal(("ENV-02", "授权-7"), (with.GetProperty("records")[0].GetProperty("item").GetString(), with.GetProperty("asked").GetProperty("authorisation").GetString()));
        var id = with.GetProperty("logEntry").GetString();
        var (_, entry) = await form.Auditor().GetAsync($"/v1/log/entries/{id}", Cancel);
        Assert.Equal("授权-7", entry.GetProperty("entry").GetProperty("detail").GetProperty("authorisation").GetString());
        foreach (var answered in (string?[])[id, without.GetProperty("logEntry").GetString()])
            Assert.Equal("matches", (await form.Auditor().GetAsync($"/v1/log/entries/{answered}/replay", Cancel)).Body.GetProperty("verdict").GetString());

        var (status, problem) = await form.Agency().GetAsync(Address("&authorisation=110101199003077758"), Cancel);
        Assert.Equal((HttpStatusCode.BadRequest, "authorisation"), (status, problem.GetProperty("errors")[0].GetProperty("pointer").GetString()));
        await AssertCountedAsync(2);
    }

    [Theory]
    [InlineData("from=yesterday", "from")]
    [InlineData("from=2026-11-23&until=2026-11-22", "from")]
    [InlineData("from=2026-01-01&until=2026-11-22", "from")]
    [InlineData("until=20261122", "until")]
    public async Task A_wrong_question_to_the_statistics_is_told_which_parameter(string query, string pointer)
    {
        var (status, problem) = await form.Auditor().GetAsync($"/v1/statistics/agencies?{query}", Cancel);
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains(pointer, problem.GetProperty("errors").EnumerateArray().Select(fault => fault.GetProperty("pointer").GetString()));
    }

    /// <summary>An entry counts once it has its place in the log.</summary>
    private async Task AssertCountedAsync(int lookups)
    {
        while (true)
        {
            var (status, answer) = await form.Auditor().GetAsync("/v1/statistics/agencies?agency=330100-licensing", Cancel);
            Assert.Equal(HttpStatusCode.OK, status);
            if (answer.GetProperty("items").EnumerateArray().ToList() is [var day] && day.GetProperty("subjects").GetInt32() == lookups)
            {
                Assert.Equal((lookups, false), (day.GetProperty("byPurpose").GetProperty("licensing").GetInt32(), day.GetProperty("unusual").GetBoolean()));
                return;
            }
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, Cancel);
        }
    }

    private static string Address(string more) => $"/v1/subjects/{Some.Subject().Code}/records?purpose=licensing&caseNumber=CASE-1{more}";

    private async Task<JsonElement> LookUpAsync(string more)
    {
        var (status, answer) = await form.Agency().GetAsync(Address(more), Cancel);
        Assert.Equal(HttpStatusCode.OK, status);
        return answer;
    }
}
