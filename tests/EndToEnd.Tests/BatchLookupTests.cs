using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using CreditShare.Domain.Records;
using CreditShare.EndToEnd.Tests.Processes;
using CreditShare.ExchangeLog.Entries;
using CreditShare.ExchangeLog.Proofs;
using CreditShare.ExchangeLog.Verifying;
using CreditShare.Systems;
using CreditShare.Testing;

namespace CreditShare.EndToEnd.Tests;

/// <summary>Many subjects in one call, through the front door of the embedded form.</summary>
public sealed class BatchLookupTests : IAsyncLifetime
{
    private const string Ndjson = "application/x-ndjson";
    private const string Json = "application/json";
    private const string Stated = "asked=punishments&purpose=licensing&caseNumber=TENDER-1";

    private readonly CancellationTokenSource limit = TimeLimit.Start();
    private StandaloneSystem system = null!;

    private CancellationToken Cancel => limit.Token;

    private Client Agency => field ??= system.Agency();

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
    public async Task Each_line_has_its_answer_or_its_own_error_and_the_call_has_one_entry()
    {
        await DecideAsync([Some.Listing(1), Some.Listing(2)]);
        var (one, two, three) = (Some.Subject(1).Code!, Some.Subject(2).Code!, Some.Subject(3).Code!);
        var body = string.Join("\n", $"\"{one}\"", "", $"{{\"code\":\"{two.ToLowerInvariant()}\"}}", $"\"{one[..17]}{(one[17] == '0' ? '1' : '0')}\"", "\"330106199003071234\"", "no json", $"\"{one}\"", $"\"{three}\"");
        var (status, text) = await PostAsync($"/v1/lookups?{Stated}", body, Ndjson, Ndjson);
        Assert.Equal(HttpStatusCode.OK, status);
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Parse).ToList();
        Assert.Equal((7, 2, 1, 3, 1), Counts(lines[0]));
        Assert.Equal([1, 3, 4, 5, 6, 7, 8], lines[1..].Select(line => line.GetProperty("line").GetInt32()));
        Assert.Equal("found", lines[1].GetProperty("answer").GetProperty("result").GetString());
        Assert.Equal(two, lines[2].GetProperty("code").GetString());
        Assert.Equal(["check-character-wrong", "natural-person", "code-missing"], lines[3..6].Select(line => line.GetProperty("error").GetProperty("code").GetString()));
        Assert.Equal(1, lines[6].GetProperty("sameAs").GetInt32());
        Assert.Equal("none-found", lines[7].GetProperty("answer").GetProperty("result").GetString());
        Assert.DoesNotContain("199003071234", text, StringComparison.Ordinal);

        var entry = await EntryAsync(lines[0].GetProperty("logEntry").GetString()!);
        var leaf = entry.GetProperty("entry");
        Assert.Equal(("batch-lookup.answered", "TENDER-1", "licensing"), (leaf.GetProperty("kind").GetString(), leaf.GetProperty("case").GetString(), leaf.GetProperty("purpose").GetString()));
        Assert.Equal(3, leaf.GetProperty("list").GetProperty("count").GetInt32());
        Assert.True(entry.GetProperty("commitmentHolds").GetBoolean());
        Assert.DoesNotContain(one, leaf.GetRawText(), StringComparison.Ordinal);
        Assert.Equal([one, two, three], entry.GetProperty("content").GetProperty("items").EnumerateArray().Select(item => item.GetProperty("code").GetString()));
        Assert.Equal("330100/L-1", entry.GetProperty("content").GetProperty("items")[0].GetProperty("records")[0].GetProperty("key").GetString());
    }

    [Fact]
    public async Task The_same_call_as_json_gives_the_same_answers_in_one_object()
    {
        await DecideAsync([Some.Listing(1)]);
        var body = JsonSerializer.Serialize(new { asked = "records", purpose = "licensing", caseNumber = "TENDER-2", codes = new[] { Some.Subject(1).Code, "92", Some.Subject(2).Code } });
        var (status, text) = await PostAsync("/v1/lookups", body, Json, "*/*");
        Assert.Equal(HttpStatusCode.OK, status);
        var answer = Parse(text);
        Assert.Equal((3, 1, 1, 1, 0), Counts(answer));
        var items = answer.GetProperty("items").EnumerateArray().ToList();
        Assert.Equal([1, 2, 3], items.Select(item => item.GetProperty("line").GetInt32()));
        Assert.Equal("330100/L-1", items[0].GetProperty("answer").GetProperty("records")[0].GetProperty("key").GetString());
        Assert.Equal("code-length", items[1].GetProperty("error").GetProperty("code").GetString());
        Assert.Equal(answer.GetProperty("logEntry").GetString(), items[2].GetProperty("answer").GetProperty("logEntry").GetString());
    }

    [Fact]
    public async Task One_answer_is_proved_without_the_others_and_all_are_computed_again()
    {
        await DecideAsync([Some.Listing(1), Some.Listing(2), Some.Listing(3)]);
        var codes = Enumerable.Range(1, 7).Select(n => Some.Subject(n).Code!).ToList();
        var (_, text) = await PostAsync($"/v1/lookups?{Stated}", string.Join('\n', codes.Select(code => $"\"{code}\"")), Ndjson, Ndjson);
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Parse).ToList();
        var id = lines[0].GetProperty("logEntry").GetString()!;
        // A record that goes afterwards is in the answer computed again: it was known then.
        await DecideAsync([Some.Listing(1) with { Change = ChangeKind.Withdraw, ChangeReason = "决定被撤销" }]);

        var file = await ProofFileAsync(id);
        Assert.Empty(file.Verify(CheckpointPolicy.LogOnly(system.LogKey)));
        Assert.True(EntryEncoding.TryDecode(file.Entry, out var entry));
        for (var place = 0; place < codes.Count; place++)
        {
            var (status, body) = await Agency.GetAsync($"/v1/log/proofs/answers?entry={id}&subject={codes[place]}", Cancel);
            Assert.Equal(HttpStatusCode.OK, status);
            var proof = body.Deserialize<AnswerProof>(JsonSerializerOptions.Web)!;
            var answer = Encoding.UTF8.GetBytes(lines[place + 1].GetProperty("answer").GetRawText());
            Assert.True(proof.Verify(entry!, codes[place], answer));
            Assert.False(proof.Verify(entry!, codes[(place + 1) % codes.Count], answer));
            answer[^2] ^= 1;
            Assert.False(proof.Verify(entry!, codes[place], answer));
        }
        Assert.Equal(HttpStatusCode.NotFound, (await system.Agency("341000-licensing").GetAsync($"/v1/log/proofs/answers?entry={id}&subject={codes[0]}", Cancel)).Status);

        await VerifyAsync(file.Encode(), lines[3].GetProperty("answer").GetRawText(), id, codes[2]);

        var (replayed, replay) = await system.Auditor().GetAsync($"/v1/log/entries/{id}/replay", Cancel);
        Assert.Equal(HttpStatusCode.OK, replayed);
        Assert.Equal(("matches", 7, 7), (replay.GetProperty("verdict").GetString(), replay.GetProperty("answers").GetInt32(), replay.GetProperty("matches").GetInt32()));
        var (_, single) = await system.Auditor().GetAsync($"/v1/log/entries/{id}/replay?subject={codes[0]}", Cancel);
        Assert.Equal(lines[1].GetProperty("answer").GetRawText(), single.GetProperty("items")[0].GetProperty("answer").GetRawText());
    }

    [Fact]
    public async Task A_call_that_cannot_be_answered_is_told_everything_that_is_wrong()
    {
        Assert.Equal(["asked-missing", "codes-missing", "purpose-missing", "case-missing"], await FaultsAsync("/v1/lookups", "{}", Json));
        Assert.Equal(["json-malformed", "asked-missing", "purpose-missing", "case-missing"], await FaultsAsync("/v1/lookups", "{\"caseNo\":1}", Json));
        Assert.Equal(["asked-unknown", "in-the-future"], await FaultsAsync($"/v1/lookups?asOf=2126-01-01&{Stated.Replace("punishments", "everything", StringComparison.Ordinal)}", "\"x\"", Ndjson));
        Assert.Equal(["too-many-codes"], await FaultsAsync($"/v1/lookups?{Stated}", string.Join('\n', Enumerable.Repeat("\"x\"", 10_001)), Ndjson));
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await PostAsync($"/v1/lookups?{Stated}", "x", "text/csv", Json)).Status);
        Assert.Equal(HttpStatusCode.NotAcceptable, (await PostAsync($"/v1/lookups?{Stated}", "\"x\"", Ndjson, "text/csv")).Status);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await PostAsync($"/v1/lookups?{Stated}", new string(' ', 3 << 20), Ndjson, Json)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await PostAsync($"/v1/lookups?{Stated.Replace("licensing", "tendering", StringComparison.Ordinal)}", "\"x\"", Ndjson, Json)).Status);
    }

    /// <summary>By the program for outsiders, which knows the log's key and nothing else.</summary>
    private async Task VerifyAsync(byte[] proofFile, string answer, string entry, string code)
    {
        using var folder = new TemporaryFolder();
        var (_, proof) = await Agency.GetAsync($"/v1/log/proofs/answers?entry={entry}&subject={code}", Cancel);
        await File.WriteAllBytesAsync(folder.File("entry.proof"), proofFile, Cancel);
        await File.WriteAllTextAsync(folder.File("answer.json"), answer, Cancel);
        await File.WriteAllTextAsync(folder.File("answer.proof"), proof.GetRawText(), Cancel);
        Assert.Equal(0, await CodeAsync(code));
        Assert.NotEqual(0, await CodeAsync(Some.Subject(9).Code!));

        async Task<int> CodeAsync(string asked) => (await ServiceProcess.RunAsync(
            "services/Verifier",
            ["proof", folder.File("entry.proof"), "--log-key", system.LogKey.ToString(), "--answer", folder.File("answer.json"), "--answer-proof", folder.File("answer.proof"), "--code", asked],
            new Dictionary<string, string>(), Cancel)).Code;
    }

    private static (int, int, int, int, int) Counts(JsonElement head)
    {
        var counts = head.GetProperty("counts");
        return (Count("lines"), Count("found"), Count("noneFound"), Count("refused"), Count("repeated"));

        int Count(string name) => counts.GetProperty(name).GetInt32();
    }

    private async Task<IEnumerable<string?>> FaultsAsync(string address, string body, string type)
    {
        var (status, text) = await PostAsync(address, body, type, Json);
        Assert.Equal(HttpStatusCode.BadRequest, status);
        return Parse(text).GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("code").GetString());
    }

    private async Task<(HttpStatusCode Status, string Text)> PostAsync(string address, string body, string type, string accept)
    {
        using var content = new StringContent(body, Encoding.UTF8, MediaTypeHeaderValue.Parse(type));
        using var response = await Agency.SendAsync(HttpMethod.Post, address, content, Cancel, accept: accept);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(Cancel));
    }

    private async Task<ProofFile> ProofFileAsync(string id)
    {
        while (true)
        {
            var (status, body) = await Agency.GetAsync($"/v1/log/proofs/inclusion?entry={id}", Cancel);
            if (status == HttpStatusCode.OK)
            {
                Assert.True(ProofFile.TryParse(Encoding.UTF8.GetBytes(body.GetProperty("file").GetString()!), out var file, out var fault), fault);
                return file;
            }
            Assert.Equal(HttpStatusCode.Conflict, status);
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, Cancel);
        }
    }

    private async Task DecideAsync(IEnumerable<CreditRecord> records)
    {
        var bureau = system.Bureau();
        var (_, receipt) = await bureau.PushAsync(Client.Ndjson(records), Cancel);
        var counts = (await bureau.AwaitDecidedAsync(receipt.GetProperty("id").GetString()!, Cancel)).GetProperty("counts");
        Assert.Equal(counts.GetProperty("received").GetInt32(), counts.GetProperty("accepted").GetInt32());
    }

    private async Task<JsonElement> EntryAsync(string id) => (await system.Auditor().GetAsync($"/v1/log/entries/{id}", Cancel)).Body;

    private static JsonElement Parse(string text)
    {
        using var json = JsonDocument.Parse(text);
        return json.RootElement.Clone();
    }
}
