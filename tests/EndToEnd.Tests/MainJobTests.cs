using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using CreditShare.Domain.Deciding;
using CreditShare.Domain.Records;
using CreditShare.EndToEnd.Tests.Processes;
using CreditShare.ExchangeLog.Merkle;
using CreditShare.ExchangeLog.Verifying;
using CreditShare.Systems;
using CreditShare.Testing;
using Microsoft.Data.Sqlite;

namespace CreditShare.EndToEnd.Tests;

/// <summary>
/// Push, decide, look up, audit: the main job, through the front door of the embedded form, in every detail that does not depend on the form; MainJobContract is the rest, in either form. The tests share
/// one system, so each has subjects, records and, where it counts, callers of its own.
/// </summary>
public sealed class MainJobTests(EmbeddedForm form) : IClassFixture<EmbeddedForm>, IDisposable
{
    private readonly CancellationTokenSource limit = TimeLimit.Start();
    private readonly StandaloneSystem system = form.Running;

    private CancellationToken Cancel => limit.Token;

    public void Dispose() => limit.Dispose();

    [Fact]
    public async Task A_listing_of_one_city_restricts_in_another_and_every_step_is_in_the_log()
    {
        var bureau = system.Bureau();
        var (status, receipt) = await bureau.PushAsync(Client.Ndjson([Some.Listing(101), Some.Penalty(102)]), Cancel);
        Assert.Equal(HttpStatusCode.Accepted, status);
        await bureau.AwaitDecidedAsync(receipt.GetProperty("id").GetString()!, Cancel);

        var (found, answer) = await system.Agency("341000-licensing").GetAsync(Lookup(101, "punishments"), Cancel);
        Assert.Equal(HttpStatusCode.OK, found);
        var measure = Assert.Single(answer.GetProperty("measures").EnumerateArray());
        Assert.Equal("M12", measure.GetProperty("id").GetString());
        Assert.Equal("《保障农民工工资支付条例》第48条", measure.GetProperty("legalBasis")[0].GetProperty("text").GetString());
        Assert.Equal("2029-06-01", measure.GetProperty("until").GetString());
        Assert.Equal("330100/L-101", measure.GetProperty("records")[0].GetProperty("key").GetString());
        Assert.Equal("2026-08-15", answer.GetProperty("registry").GetProperty("measures").GetString());

        var entry = await EntryAsync(answer.GetProperty("logEntry").GetString()!);
        Assert.Equal("lookup.answered", entry.GetProperty("entry").GetProperty("kind").GetString());
        Assert.Equal("CASE-1", entry.GetProperty("entry").GetProperty("case").GetString());
        Assert.True(entry.GetProperty("commitmentHolds").GetBoolean());
        Assert.Equal(answer.GetRawText(), entry.GetProperty("content").GetRawText());
    }

    [Fact]
    public async Task Nothing_found_is_a_full_answer()
    {
        var (status, answer) = await system.Agency().GetAsync(Lookup(201, "rewards"), Cancel);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("none-found", answer.GetProperty("result").GetString());
        Assert.Equal(0, answer.GetProperty("registry").GetProperty("revision").GetInt64());
        Assert.Equal("2026-08-15", answer.GetProperty("registry").GetProperty("catalogue").GetString());
        Assert.Equal("lookup.answered", (await EntryAsync(answer.GetProperty("logEntry").GetString()!)).GetProperty("entry").GetProperty("kind").GetString());
    }

    [Fact]
    public async Task A_batch_of_all_three_forms_is_decided_row_by_row_and_says_what_to_mend()
    {
        var bureau = system.Bureau();
        var json = Encoding.UTF8.GetBytes($"[{Encoding.UTF8.GetString(RecordJson.Write(Some.Penalty(301)))},{{\"sourceId\":\"J-2\",\"kind\":\"penalti\",\"extra\":1}}]");
        Assert.Equal((1, 1), await OutcomesAsync(bureau, json, "application/json"));

        var ndjson = Encoding.UTF8.GetBytes($"{Encoding.UTF8.GetString(RecordJson.Write(Some.Penalty(303)))}\n\nnot json\n");
        Assert.Equal((1, 1), await OutcomesAsync(bureau, ndjson, "application/x-ndjson"));

        foreach (var (file, encoding) in new[] { ("330100", "UTF-8"), ("330400", "GB18030") })
        {
            var table = await File.ReadAllBytesAsync(Path.Combine(Repository.Seeds, "samples", file, "1-penalties.csv"), Cancel);
            var (accepted, rejected) = await OutcomesAsync(system.Bureau(file), table, "text/csv");
            Assert.True((accepted, rejected) == (120, 12), $"{encoding}: {accepted} accepted, {rejected} rejected");
        }
    }

    [Fact]
    public async Task Errors_name_line_field_value_and_what_would_be_right_in_both_languages()
    {
        var bureau = system.Bureau();
        var wrong = Some.Penalty(401) with { Subject = new("样例公司", null), DocumentNumber = null };
        var line = Encoding.UTF8.GetString(RecordJson.Write(wrong)).Replace("\"subject\":{", "\"subject\":{\"code\":\"91330100799655058C\",", StringComparison.Ordinal);
        var (_, receipt) = await bureau.PushAsync(Encoding.UTF8.GetBytes("\n" + line), Cancel);
        var batch = receipt.GetProperty("id").GetString()!;
        await bureau.AwaitDecidedAsync(batch, Cancel);
        var (_, errors) = await bureau.GetAsync($"/v1/batches/{batch}/errors", Cancel);
        var rows = errors.GetProperty("items").EnumerateArray().ToList();
        Assert.Equal(["check-character-wrong", "missing"], rows.Select(row => row.GetProperty("code").GetString()));
        Assert.Equal((2, "subject.code", "91330100799655058C"), (rows[0].GetProperty("line").GetInt32(), rows[0].GetProperty("field").GetString(), rows[0].GetProperty("found").GetString()));
        Assert.Contains("应为“B”", rows[0].GetProperty("zh").GetString(), StringComparison.Ordinal);
        Assert.Contains("'B'", rows[0].GetProperty("en").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_key_and_body_is_the_same_batch_and_another_body_is_refused()
    {
        var bureau = system.Bureau();
        var body = Client.Ndjson([Some.Penalty(501)]);
        var (_, first) = await bureau.PushAsync(body, Cancel, idempotencyKey: "k-1");
        var (again, second) = await bureau.PushAsync(body, Cancel, idempotencyKey: "k-1");
        Assert.Equal(HttpStatusCode.Accepted, again);
        Assert.Equal(first.GetProperty("id").GetString(), second.GetProperty("id").GetString());
        var (other, problem) = await bureau.PushAsync(Client.Ndjson([Some.Penalty(502)]), Cancel, idempotencyKey: "k-1");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, other);
        Assert.Equal("idempotency-conflict", problem.GetProperty("code").GetString());
    }

    [Fact]
    public async Task Two_keys_are_refused_and_never_joined_to_a_third()
    {
        // HttpClient would join them itself, so this request is written by hand.
        using var connection = new TcpClient();
        await connection.ConnectAsync(system.Process.Address.Host, system.Process.Address.Port, Cancel);
        await using var stream = connection.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"POST /v1/batches HTTP/1.1\r\nHost: {system.Process.Address.Authority}\r\nAuthorization: Bearer {system.BureauToken()}\r\nContent-Type: application/x-ndjson\r\n"
            + "Idempotency-Key: k-1\r\nIdempotency-Key: k-2\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}"), Cancel);
        using var reader = new StreamReader(stream);
        var answer = await reader.ReadToEndAsync(Cancel);
        Assert.StartsWith("HTTP/1.1 400", answer, StringComparison.Ordinal);
        Assert.Contains("\"idempotency-key\"", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sent_again_a_record_is_no_new_fact_and_under_another_id_it_is_reported()
    {
        var bureau = system.Bureau();
        await DecideAsync(bureau, [Some.Penalty(701)]);
        Assert.Equal(Outcome.Repeated, Assert.Single(await DecideAsync(bureau, [Some.Penalty(701)])).Outcome);
        var duplicate = Assert.Single(await DecideAsync(bureau, [Some.Penalty(701) with { SourceId = "P-OTHER" }]));
        Assert.Equal((Outcome.Duplicate, "330100/P-701"), (duplicate.Outcome, duplicate.SameAs));
        var corrected = Some.Penalty(701) with { Change = ChangeKind.Correct, Note = "更正" };
        Assert.Equal((Outcome.Accepted, 2), Assert.Single(await DecideAsync(bureau, [corrected])) is var d ? (d.Outcome, d.Version) : default);
    }

    [Fact]
    public async Task A_withdrawn_record_is_in_no_answer_once_its_withdrawal_is_decided()
    {
        var bureau = system.Bureau();
        await DecideAsync(bureau, [Some.Listing(801)]);
        Assert.Equal("found", (await system.Agency().GetAsync(Lookup(801, "records"), Cancel)).Body.GetProperty("result").GetString());
        await DecideAsync(bureau, [Some.Listing(801) with { Change = ChangeKind.Withdraw, ChangeReason = "决定被撤销" }]);
        Assert.Equal("none-found", (await system.Agency().GetAsync(Lookup(801, "records"), Cancel)).Body.GetProperty("result").GetString());
    }

    [Fact]
    public async Task The_past_is_answered_as_it_was_and_every_answer_can_be_computed_again()
    {
        var (bureau, agency) = (system.Bureau(), system.Agency("341000-licensing"));
        await DecideAsync(bureau, [Some.Listing(901)]);
        var (_, then) = await agency.GetAsync(Lookup(901, "punishments"), Cancel);
        var known = then.GetProperty("registry").GetProperty("knownAt").GetString()!;
        await DecideAsync(bureau, [Some.Listing(901) with { Change = ChangeKind.Withdraw, ChangeReason = "决定被撤销" }]);
        var (_, now) = await agency.GetAsync(Lookup(901, "punishments"), Cancel);
        var (_, past) = await agency.GetAsync(Lookup(901, "punishments") + $"&knownAt={known}", Cancel);
        Assert.Equal(("found", "none-found", "found"), (Result(then), Result(now), Result(past)));
        Assert.Equal(then.GetProperty("measures").GetRawText(), past.GetProperty("measures").GetRawText());
        // The day before the decision, with what is known by then and with what is known now.
        Assert.Equal("none-found", Result((await agency.GetAsync(Lookup(901, "punishments") + $"&knownAt={known}&asOf=2026-05-31", Cancel)).Body));
        Assert.Equal("found", Result((await agency.GetAsync(Lookup(901, "punishments") + $"&knownAt={known}&asOf=2026-06-01", Cancel)).Body));

        foreach (var answer in new[] { then, now, past })
        {
            var (status, replay) = await system.Auditor().GetAsync($"/v1/log/entries/{answer.GetProperty("logEntry").GetString()}/replay", Cancel);
            Assert.Equal(HttpStatusCode.OK, status);
            Assert.Equal("matches", replay.GetProperty("verdict").GetString());
            Assert.Equal(answer.GetRawText(), replay.GetProperty("answer").GetRawText());
        }
        // Misspelt, it would be answered for today.
        var (misspelt, named) = await agency.GetAsync(Lookup(901, "punishments") + "&asOff=2026-06-01&asOf=2126-01-01", Cancel);
        Assert.Equal(HttpStatusCode.BadRequest, misspelt);
        Assert.Equal(["asOff", "asOf"], named.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("pointer").GetString()));
        var (refused, problem) = await agency.GetAsync(Lookup(901, "punishments") + "&asOf=2126-01-01&knownAt=yesterday", Cancel);
        Assert.Equal(HttpStatusCode.BadRequest, refused);
        Assert.Equal(["in-the-future", "instant"], problem.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("code").GetString()));

        static string Result(JsonElement answer) => answer.GetProperty("result").GetString()!;
    }

    [Fact]
    public async Task Ten_thousand_records_in_one_batch_are_all_decided_and_the_log_verifies()
    {
        // A system of its own, in which these are all the decisions that there are.
        await using var own = await StandaloneSystem.StartAsync(Cancel);
        var bureau = own.Bureau();
        var begin = TimeProvider.System.GetTimestamp();
        var (_, receipt) = await bureau.PushAsync(Client.Ndjson(Enumerable.Range(1, 10_000).Select(n => Some.Penalty(n))), Cancel);
        var received = TimeProvider.System.GetElapsedTime(begin);
        var batch = receipt.GetProperty("id").GetString()!;
        var status = await bureau.AwaitDecidedAsync(batch, Cancel);
        TestContext.Current.SendDiagnosticMessage(
            $"10,000 records in memory: receipt {received.TotalSeconds:0.0} s, decided {TimeProvider.System.GetElapsedTime(begin).TotalSeconds:0.0} s, peak {own.Process.PeakMemory() >> 20} MiB");
        Assert.Equal(10_000, status.GetProperty("counts").GetProperty("accepted").GetInt32());
        var decisions = await bureau.DecisionsAsync(batch, Cancel);
        Assert.Equal(Enumerable.Range(1, 10_000), decisions.Select(decision => decision.Line));
        Assert.Empty((await SystemChecks.CheckAsync(CentralStore.Sqlite(own.StoreFile), own.LogKey, decisions, [], Cancel)).All);
    }

    [Fact]
    public async Task A_lookup_that_lacks_something_is_told_everything_that_is_wrong()
    {
        var (status, problem) = await system.Agency().GetAsync("/v1/subjects/91330100799655058C/punishments", Cancel);
        Assert.Equal(HttpStatusCode.BadRequest, status);
        var codes = problem.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("code").GetString());
        Assert.Equal(["check-character-wrong", "purpose-missing", "case-missing"], codes);
        Assert.Contains("licensing", problem.GetProperty("errors")[1].GetProperty("expected").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lookup_that_cannot_be_logged_is_not_answered_but_refused_with_503()
    {
        await DecideAsync(system.Bureau(), [Some.Listing(1201)]);
        using (var other = new SqliteConnection($"Data Source={system.StoreFile};Pooling=False"))
        {
            other.Open();
            // Another process holds the only write lock: reading goes on, staging cannot.
            using var hold = other.BeginTransaction(deferred: false);
            var (status, problem) = await system.Agency().GetAsync(Lookup(1201, "records"), Cancel);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
            Assert.Equal("unavailable", problem.GetProperty("code").GetString());
            Assert.False(problem.TryGetProperty("records", out _));
        }
        Assert.Equal(HttpStatusCode.OK, (await system.Agency().GetAsync(Lookup(1201, "records"), Cancel)).Status);
    }

    [Fact]
    public async Task What_an_auditor_reads_is_an_entry_before_it_is_shown_and_what_cannot_be_recorded_is_not_shown()
    {
        var decided = Assert.Single(await DecideAsync(system.Bureau(), [Some.Listing(1301)])).LogEntry;
        await AwaitEntriesAsync($"/v1/log/entries?kind=record.decided&subject={Some.Subject(1301).Code!.ToLowerInvariant()}", 1);
        await EntryAsync(decided);
        await AwaitEntriesAsync("/v1/log/entries?kind=log.read&order=newest", entries =>
        {
            var read = entries.ConvertAll(item => item.GetProperty("entry").GetProperty("detail"));
            return read.Exists(detail => detail.GetProperty("what").GetString() == "entries" && detail.GetProperty("query").GetString() == $"kind=record.decided&subject={Some.Subject(1301).Code}")
                && read.Exists(detail => detail.GetProperty("what").GetString() == "entry" && detail.GetProperty("entry").GetString() == decided);
        });

        using var other = new SqliteConnection($"Data Source={system.StoreFile};Pooling=False");
        other.Open();
        using var hold = other.BeginTransaction(deferred: false);
        foreach (var address in (string[])["/v1/log/entries", $"/v1/log/entries/{decided}"])
        {
            var (status, problem) = await system.Auditor().GetAsync(address, Cancel);
            Assert.Equal((HttpStatusCode.ServiceUnavailable, "unavailable"), (status, problem.GetProperty("code").GetString()));
        }
    }

    [Fact]
    public async Task Refusals_of_access_are_entries_of_the_log_wherever_they_happen()
    {
        await system.Nobody().GetAsync(Lookup(1401, "punishments"), Cancel);
        await system.Bureau().GetAsync(Lookup(1401, "records"), Cancel);
        await system.Agency("330100-environment").GetAsync(Lookup(1401, "rewards").Replace("licensing", "tendering", StringComparison.Ordinal), Cancel);
        await system.Agency().PushAsync(Client.Ndjson([Some.Penalty(1401)]), Cancel);
        await system.Operator().GetAsync("/v1/log/entries", Cancel);
        // A bureau in order, at a service that does not serve its city.
        Assert.Equal("city-not-served", (await system.Bureau("110000").PushAsync(Client.Ndjson([Some.Penalty(1401)]), Cancel)).Body.GetProperty("code").GetString());
        Assert.Equal(HttpStatusCode.Forbidden, (await system.Bureau("110000").GetAsync("/v1/batches/x/decisions", Cancel)).Status);
        var refused = await AwaitEntriesAsync("/v1/log/entries?kind=access.refused", 7);
        var facts = refused.Select(entry => entry.GetProperty("entry"))
            .Select(entry => $"{entry.GetProperty("status").GetInt32()} {entry.GetProperty("reasons")[0].GetString()} {entry.GetProperty("detail").GetProperty("route").GetString()}")
            .Order(StringComparer.Ordinal);
        Assert.Equal(
            [
                "401 token-missing GET /v1/subjects/{uscc}/punishments",
                "403 city-not-served GET /v1/batches/{id}/decisions",
                "403 city-not-served POST /v1/batches",
                "403 purpose-not-allowed GET /v1/subjects/{uscc}/rewards",
                "403 scope-missing GET /v1/log/entries",
                "403 scope-missing GET /v1/subjects/{uscc}/records",
                "403 scope-missing POST /v1/batches",
            ],
            facts);
        // Who was refused, as its token says; and whose word it is where a city's ingestion refused.
        var pushes = refused.Select(entry => entry.GetProperty("entry")).Where(entry => entry.GetProperty("detail").GetProperty("route").GetString() == "POST /v1/batches")
            .Select(entry => $"{Named(entry.GetProperty("actor"), "city")} {Named(entry.GetProperty("actor"), "agency")} {Named(entry.GetProperty("detail"), "reportedBy")}").Order(StringComparer.Ordinal);
        Assert.Equal(["- 330100-licensing 330100", "110000 - 330100"], pushes);
        static string Named(JsonElement of, string member) => of.TryGetProperty(member, out var name) ? name.GetString()! : "-";

        // A purpose that the agency may not state says all the same whom it was about, and is found by city and subject.
        var named = Assert.Single(await AwaitEntriesAsync($"/v1/log/entries?kind=access.refused&city=330100&subject={Some.Subject(1401).Code}", 1)).GetProperty("entry");
        Assert.Equal(("tendering", "330100"), (named.GetProperty("purpose").GetString(), named.GetProperty("actor").GetProperty("city").GetString()));
    }

    [Fact]
    public async Task Bodies_that_cannot_be_taken_are_refused_whole_with_the_limit_or_the_place()
    {
        var bureau = system.Bureau();
        Assert.Equal("empty-body", await RefusedAsync("", "application/x-ndjson"));
        Assert.Equal("line-too-long", await RefusedAsync(new string('x', 1024 * 1024 + 1), "application/x-ndjson"));
        Assert.Equal("record-too-long", await RefusedAsync($"[\"{new string('x', 3 * 1024 * 1024)}\"]", "application/json"));
        Assert.Equal("json-malformed", await RefusedAsync("""[{"sourceId":"1"},{"sourceId":]""", "application/json"));
        Assert.Equal("table-unknown", await RefusedAsync("甲,乙\n1,2\n", "text/csv"));
        Assert.Equal("columns-missing", await RefusedAsync("行政相对人名称,处罚内容,处罚类别\n1,2,3\n", "text/csv"));
        foreach (var type in new[] { "application/xml", "text/csv; charset=big5", "application/x-ndjson; charset=gb18030" })
            Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await bureau.PushAsync("x"u8.ToArray(), Cancel, type)).Status);

        async Task<string?> RefusedAsync(string body, string type)
        {
            var (code, problem) = await bureau.PushAsync(Encoding.UTF8.GetBytes(body), Cancel, type);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, code);
            return problem.GetProperty("code").GetString();
        }
    }

    [Fact]
    public async Task A_city_reads_its_own_batches_only()
    {
        var (_, receipt) = await system.Bureau().PushAsync(Client.Ndjson([Some.Penalty(1601)]), Cancel);
        var (status, _) = await system.Bureau("330400").GetAsync($"/v1/batches/{receipt.GetProperty("id").GetString()}", Cancel);
        Assert.Equal(HttpStatusCode.NotFound, status);
    }

    [Fact]
    public async Task The_log_pages_by_cursor_in_both_directions()
    {
        // Of a city that pushes nothing else here.
        await DecideAsync(system.Bureau("330800"), Workload.Records("330800", 1701, 7));
        var indexes = (await AwaitEntriesAsync("/v1/log/entries?city=330800", 7)).ConvertAll(entry => entry.GetProperty("index").GetInt64());
        Assert.Equal(7, indexes.Count);
        Assert.Equal(indexes.Order(), indexes);
        Assert.Equal(indexes, await IndexesAsync("/v1/log/entries?city=330800&limit=3"));
        Assert.Equal(indexes.AsEnumerable().Reverse(), await IndexesAsync("/v1/log/entries?city=330800&order=newest&limit=2"));
        // A last page that is full is the last one all the same.
        foreach (var last in (string[])["city=330800&limit=7", $"city=330800&after={indexes[3]}&limit=3", $"city=330800&order=newest&after={indexes[3]}&limit=3"])
            Assert.False((await system.Auditor().GetAsync($"/v1/log/entries?{last}", Cancel)).Body.TryGetProperty("next", out _), last);

        async Task<List<long>> IndexesAsync(string? next)
        {
            var read = new List<long>();
            while (next is not null)
            {
                var (_, page) = await system.Auditor().GetAsync(next, Cancel);
                read.AddRange(page.GetProperty("items").EnumerateArray().Select(entry => entry.GetProperty("index").GetInt64()));
                next = page.TryGetProperty("next", out var address) ? address.GetString() : null;
            }
            return read;
        }
    }

    [Fact]
    public async Task The_log_is_found_by_purpose_case_and_account_and_leaves_as_a_file_that_says_what_it_was_taken_from()
    {
        await DecideAsync(system.Bureau(), Enumerable.Range(1801, 600).Select(n => Some.Penalty(n)));
        const string number = "=HYPERLINK(\"x\")";
        // An agency that asks nothing else here.
        var (_, answer) = await system.Agency("330500-licensing").GetAsync($"/v1/subjects/{Some.Subject(1801).Code}/records?purpose=licensing&caseNumber={Uri.EscapeDataString(number)}", Cancel);
        var lookup = answer.GetProperty("logEntry").GetString()!;
        var found = Assert.Single(await AwaitEntriesAsync($"/v1/log/entries?purpose=licensing&case={Uri.EscapeDataString(number)}", 1)).GetProperty("entry");
        Assert.Equal(lookup, found.GetProperty("id").GetString());
        var account = found.GetProperty("actor").GetProperty("account").GetString()!;
        Assert.Equal(lookup, Assert.Single(await AwaitEntriesAsync($"/v1/log/entries?kind=lookup.answered&account={account}", 1)).GetProperty("entry").GetProperty("id").GetString());
        Assert.Empty((await system.Auditor().GetAsync($"/v1/log/entries?account={account}&purpose=other", Cancel)).Body.GetProperty("items").EnumerateArray());

        // The export goes up to the checkpoint that is shown, which may lag behind the log by a round of witnesses.
        string[] lines;
        while (true)
        {
            lines = (await ExportAsync("format=ndjson")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
            if (lines.Any(line => line.Contains(lookup, StringComparison.Ordinal)))
                break;
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, Cancel);
        }
        using var head = JsonDocument.Parse(lines[0]);
        using var end = JsonDocument.Parse(lines[^1]);
        var opened = CheckpointOpener.Open(Encoding.UTF8.GetBytes(head.RootElement.GetProperty("checkpoint").GetString()!), CheckpointPolicy.LogOnly(system.LogKey));
        Assert.Empty(opened.Faults);
        Assert.True(end.RootElement.GetProperty("complete").GetBoolean());
        Assert.Equal((opened.Checkpoint!.Size, opened.Checkpoint.Size + 2), (end.RootElement.GetProperty("entries").GetInt64(), lines.Length));
        // What leaves is the leaves: from them alone comes the root that was signed.
        var edge = TreeEdge.Empty;
        foreach (var line in lines[1..^1])
            edge = edge.Append([MerkleHash.Leaf(Encoding.UTF8.GetBytes(line[(line.IndexOf("\"entry\":", StringComparison.Ordinal) + 8)..^1]))]);
        Assert.Equal(opened.Checkpoint.Root, edge.Root());

        var rows = (await ExportAsync($"format=csv&case={Uri.EscapeDataString(number)}")).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.StartsWith("\"index\",\"id\",\"at\",\"kind\"", rows[0].TrimStart('\uFEFF'), StringComparison.Ordinal);
        Assert.Contains(",\"'=HYPERLINK(\"\"x\"\")\",", rows[1], StringComparison.Ordinal);
        Assert.StartsWith("\"end\",\"export-", rows[2], StringComparison.Ordinal);
        var (_, taken) = await system.Auditor().GetAsync($"/v1/log/entries/{head.RootElement.GetProperty("logEntry").GetString()}", Cancel);
        Assert.Equal("log.read export ndjson ", $"{taken.GetProperty("entry").GetProperty("kind")} {Detail("what")} {Detail("format")} {Detail("query")}");

        string? Detail(string name) => taken.GetProperty("entry").GetProperty("detail").GetProperty(name).GetString();

        async Task<string> ExportAsync(string query)
        {
            using var client = new HttpClient { BaseAddress = system.Process.Address };
            client.DefaultRequestHeaders.Authorization = new("Bearer", system.AuditorToken());
            return await client.GetStringAsync(new Uri($"/v1/log/export?{query}", UriKind.Relative), Cancel);
        }
    }

    private static string Lookup(int subject, string asked) => $"/v1/subjects/{Some.Subject(subject).Code}/{asked}?purpose=licensing&caseNumber=CASE-1";

    private async Task<(int Accepted, int Rejected)> OutcomesAsync(Client bureau, byte[] body, string type)
    {
        var (status, receipt) = await bureau.PushAsync(body, Cancel, type);
        Assert.Equal(HttpStatusCode.Accepted, status);
        var counts = (await bureau.AwaitDecidedAsync(receipt.GetProperty("id").GetString()!, Cancel)).GetProperty("counts");
        return (counts.GetProperty("accepted").GetInt32(), counts.GetProperty("rejected").GetInt32());
    }

    private async Task<IReadOnlyList<Decision>> DecideAsync(Client bureau, IEnumerable<CreditRecord> records)
    {
        var (_, receipt) = await bureau.PushAsync(Client.Ndjson(records), Cancel);
        var batch = receipt.GetProperty("id").GetString()!;
        await bureau.AwaitDecidedAsync(batch, Cancel);
        return await bureau.DecisionsAsync(batch, Cancel);
    }

    private async Task<JsonElement> EntryAsync(string id)
    {
        var (status, entry) = await system.Auditor().GetAsync($"/v1/log/entries/{id}", Cancel);
        Assert.Equal(HttpStatusCode.OK, status);
        return entry;
    }

    private Task<List<JsonElement>> AwaitEntriesAsync(string address, int count) => AwaitEntriesAsync(address, entries => entries.Count >= count);

    /// <summary>Entries have an index a moment after they are durable.</summary>
    private async Task<List<JsonElement>> AwaitEntriesAsync(string address, Predicate<List<JsonElement>> come)
    {
        while (true)
        {
            var (_, page) = await system.Auditor().GetAsync(address, Cancel);
            var entries = page.GetProperty("items").EnumerateArray().ToList();
            if (come(entries))
                return entries;
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, Cancel);
        }
    }
}
