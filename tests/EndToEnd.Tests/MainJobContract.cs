using System.Net;
using System.Text;
using System.Text.Json;
using CreditShare.Domain.Deciding;
using CreditShare.Domain.Records;
using CreditShare.EndToEnd.Tests.Processes;
using CreditShare.Systems;
using CreditShare.Testing;

namespace CreditShare.EndToEnd.Tests;

/// <summary>Everything in one process, on SQLite.</summary>
public sealed class MainJobEmbeddedTests(EmbeddedForm form) : MainJobContract(form), IClassFixture<EmbeddedForm>;

/// <summary>Four processes over RabbitMQ, on MongoDB.</summary>
[Collection(typeof(SharedOnMongoDb))]
public sealed class MainJobSeparateOnMongoDbTests(SeparateOnMongoDb form) : MainJobContract(form);

/// <summary>The same processes, on SQLite.</summary>
[Collection(typeof(SharedOnSqlite))]
public sealed class MainJobSeparateOnSqliteTests(SeparateOnSqlite form) : MainJobContract(form);

/// <summary>
/// Push, decide, look up, audit, the same in either form. Tests share a system, so each has subjects and records of its own. What does not depend on the form,
/// the many ways of asking wrongly for one, is tested in MainJobTests and WrongQuestionTests on the embedded one alone.
/// </summary>
public abstract class MainJobContract(IRunningForm form) : IDisposable
{
    private readonly CancellationTokenSource limit = TimeLimit.Start();

    private CancellationToken Cancel => limit.Token;

    public void Dispose()
    {
        GC.SuppressFinalize(this);
        limit.Dispose();
    }

    [Fact]
    public async Task A_listing_of_one_city_restricts_in_another_and_every_step_is_in_the_log()
    {
        var decided = Assert.Single(await DecideAsync(Some.Listing(11)));
        var (found, answer) = await form.Agency("341000-licensing").GetAsync(Lookup(11, "punishments"), Cancel);
        Assert.Equal(HttpStatusCode.OK, found);
        var measure = Assert.Single(answer.GetProperty("measures").EnumerateArray());
        Assert.Equal(("M12", "330100/L-11"), (measure.GetProperty("id").GetString(), measure.GetProperty("records")[0].GetProperty("key").GetString()));

        var looked = await EntryAsync(answer.GetProperty("logEntry").GetString()!);
        Assert.Equal("lookup.answered", looked.GetProperty("entry").GetProperty("kind").GetString());
        Assert.Equal(answer.GetRawText(), looked.GetProperty("content").GetRawText());
        var entry = await EntryAsync(decided.LogEntry);
        Assert.Equal(("record.decided", "accepted"), (entry.GetProperty("entry").GetProperty("kind").GetString(), entry.GetProperty("entry").GetProperty("outcome").GetString()));
        Assert.True(entry.GetProperty("commitmentHolds").GetBoolean());
    }

    [Fact]
    public async Task Nothing_found_is_a_full_answer_with_its_entry()
    {
        var (status, answer) = await form.Agency().GetAsync(Lookup(21, "rewards"), Cancel);
        Assert.Equal((HttpStatusCode.OK, "none-found"), (status, answer.GetProperty("result").GetString()));
        Assert.Equal("lookup.answered", (await EntryAsync(answer.GetProperty("logEntry").GetString()!)).GetProperty("entry").GetProperty("kind").GetString());
    }

    [Fact]
    public async Task Sent_again_a_record_is_no_new_fact_and_under_another_id_it_is_reported()
    {
        Assert.Equal(Outcome.Accepted, Assert.Single(await DecideAsync(Some.Penalty(31))).Outcome);
        Assert.Equal(Outcome.Repeated, Assert.Single(await DecideAsync(Some.Penalty(31))).Outcome);
        var duplicate = Assert.Single(await DecideAsync(Some.Penalty(31) with { SourceId = "P-31-OTHER" }));
        Assert.Equal((Outcome.Duplicate, "330100/P-31"), (duplicate.Outcome, duplicate.SameAs));
        var corrected = Assert.Single(await DecideAsync(Some.Penalty(31) with { Change = ChangeKind.Correct, Note = "更正", ChangeReason = "样例" }));
        Assert.Equal((Outcome.Accepted, 2), (corrected.Outcome, corrected.Version));
    }

    [Fact]
    public async Task A_withdrawn_record_is_in_no_answer_and_the_past_still_has_it()
    {
        await DecideAsync(Some.Listing(41));
        var (_, then) = await form.Agency().GetAsync(Lookup(41, "records"), Cancel);
        await DecideAsync(Some.Listing(41) with { Change = ChangeKind.Withdraw, ChangeReason = "决定被撤销" });
        var (_, now) = await form.Agency().GetAsync(Lookup(41, "records"), Cancel);
        var (_, past) = await form.Agency().GetAsync(Lookup(41, "records") + $"&knownAt={then.GetProperty("registry").GetProperty("knownAt").GetString()}", Cancel);
        Assert.Equal(("found", "none-found", "found"), (Result(then), Result(now), Result(past)));
        foreach (var answer in new[] { then, now, past })
        {
            var id = answer.GetProperty("logEntry").GetString()!;
            await EntryAsync(id);
            Assert.Equal("matches", (await form.Auditor().GetAsync($"/v1/log/entries/{id}/replay", Cancel)).Body.GetProperty("verdict").GetString());
        }

        static string Result(JsonElement answer) => answer.GetProperty("result").GetString()!;
    }

    [Fact]
    public async Task Errors_name_line_field_value_and_what_would_be_right_in_both_languages()
    {
        var line = Encoding.UTF8.GetString(RecordJson.Write(Some.Penalty(51) with { Subject = new("样例公司", null) }))
            .Replace("\"subject\":{", "\"subject\":{\"code\":\"91330100799655058C\",", StringComparison.Ordinal);
        var bureau = form.Bureau();
        var (_, receipt) = await bureau.PushAsync(Encoding.UTF8.GetBytes("\n" + line), Cancel);
        var batch = receipt.GetProperty("id").GetString()!;
        await bureau.AwaitDecidedAsync(batch, Cancel);
        var error = Assert.Single((await bureau.GetAsync($"/v1/batches/{batch}/errors", Cancel)).Body.GetProperty("items").EnumerateArray());
        Assert.Equal((2, "subject.code", "91330100799655058C"), (error.GetProperty("line").GetInt32(), error.GetProperty("field").GetString(), error.GetProperty("found").GetString()));
        Assert.Contains("应为“B”", error.GetProperty("zh").GetString(), StringComparison.Ordinal);
        Assert.Contains("'B'", error.GetProperty("en").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refusals_of_access_are_entries_of_the_log_the_citys_too()
    {
        Assert.Equal(HttpStatusCode.Forbidden, (await form.StrangerAtQuery().GetAsync(Lookup(61, "records"), Cancel)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await form.StrangerAtIngestion().PushAsync(Client.Ndjson([Some.Penalty(61)]), Cancel)).Status);
        while (true)
        {
            var routes = (await form.Auditor().GetAsync("/v1/log/entries?kind=access.refused&limit=100", Cancel)).Body.GetProperty("items").EnumerateArray()
                .Select(item => item.GetProperty("entry").GetProperty("detail").GetProperty("route").GetString()!).ToList();
            // Of the city's own the report goes over the bus, signed.
            if (routes.Contains("POST /v1/batches") && routes.Any(route => route.StartsWith("GET /v1/subjects", StringComparison.Ordinal)))
                return;
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, Cancel);
        }
    }

    private static string Lookup(int subject, string asked) => $"/v1/subjects/{Some.Subject(subject).Code}/{asked}?purpose=licensing&caseNumber=CASE-{subject}";

    private async Task<IReadOnlyList<Decision>> DecideAsync(params IReadOnlyList<CreditRecord> records)
    {
        var bureau = form.Bureau();
        var (_, receipt) = await bureau.PushAsync(Client.Ndjson(records), Cancel);
        var batch = receipt.GetProperty("id").GetString()!;
        await bureau.AwaitDecidedAsync(batch, Cancel);
        return await bureau.DecisionsAsync(batch, Cancel);
    }

    /// <summary>It has its place a moment after it is durable.</summary>
    private async Task<JsonElement> EntryAsync(string id)
    {
        while (true)
        {
            var (status, entry) = await form.Auditor().GetAsync($"/v1/log/entries/{id}", Cancel);
            if (status == HttpStatusCode.OK && entry.TryGetProperty("index", out var index) && index.ValueKind == JsonValueKind.Number)
                return entry;
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, Cancel);
        }
    }
}
