using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using CreditShare.Domain.Deciding;
using CreditShare.EndToEnd.Tests.Processes;
using CreditShare.Systems;
using CreditShare.Testing;

namespace CreditShare.EndToEnd.Tests;

/// <summary>Each file of seeds/samples/dirty, pushed as a bureau pushes it: what comes of it is what stands beside it. One house for all: every decision in the corpus has a number of its own.</summary>
public sealed class DirtyCorpusTests(DirtyCorpusTests.House house) : IClassFixture<DirtyCorpusTests.House>
{
    private const string Beside = ".expected.json";

    private static readonly JsonSerializerOptions Shown = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly string Folder = Path.Combine(Repository.Seeds, "samples", "dirty");

    public static IEnumerable<TheoryDataRow<string>> Files =>
        Directory.EnumerateFiles(Folder, "*" + Beside).Select(file => Path.GetFileName(file)[..^Beside.Length]).Order(StringComparer.Ordinal).Select(name => new TheoryDataRow<string>(name));

    [Theory]
    [MemberData(nameof(Files))]
    public async Task What_comes_of_a_file_is_what_stands_beside_it(string file)
    {
        using var limit = TimeLimit.Start();
        var expected = JsonNode.Parse(await File.ReadAllBytesAsync(Path.Combine(Folder, file + Beside), limit.Token))!.AsObject();
        // The texts of cells are no part of what a bureau is told; the readers' own tests compare them.
        expected.Remove("about");
        expected.Remove("cells");
        var actual = await PushAsync(file, await File.ReadAllBytesAsync(Path.Combine(Folder, file), limit.Token), limit.Token);
        Assert.True(JsonNode.DeepEquals(expected, actual), $"Expected {expected.ToJsonString(Shown)}\nbut there was {actual.ToJsonString(Shown)}");
    }

    private async Task<JsonObject> PushAsync(string file, byte[] body, CancellationToken ct)
    {
        var bureau = house.Standalone.Bureau();
        var (status, answer) = await bureau.PushAsync(body, ct, TypeOf(file));
        if (status != HttpStatusCode.Accepted)
            return new() { ["status"] = (int)status, ["code"] = answer.GetProperty("code").GetString() };
        var batch = answer.GetProperty("id").GetString()!;
        var told = await bureau.AwaitDecidedAsync(batch, ct);
        var counts = told.GetProperty("counts");
        var decisions = await bureau.DecisionsAsync(batch, ct);
        var actual = new JsonObject
        {
            ["status"] = (int)status,
            ["accepted"] = counts.GetProperty("accepted").GetInt32(),
            ["repeated"] = counts.GetProperty("repeated").GetInt32(),
            ["duplicate"] = counts.GetProperty("duplicate").GetInt32(),
            ["rejected"] = counts.GetProperty("rejected").GetInt32(),
            ["reasons"] = Array(decisions.Where(decision => decision.Outcome == Outcome.Rejected)
                .Select(decision => $"{decision.Line} {string.Join(' ', (decision.Reasons ?? []).Select(reason => $"{reason.Code}@{reason.Field}"))}")),
            ["normalised"] = await NormalisedAsync(bureau, batch, ct),
            ["ignoredColumns"] = Array(told.GetProperty("ignoredColumns").EnumerateArray().Select(title => title.GetString()!)),
        };
        if (TypeOf(file).EndsWith("json", StringComparison.Ordinal))
            return actual;
        actual["sheets"] = told.GetProperty("sheets").GetArrayLength();
        actual["skippedSheets"] = Array(told.GetProperty("skippedSheets").EnumerateArray().Select(sheet => sheet.GetString()!));
        actual["encoding"] = told.TryGetProperty("encoding", out var encoding) ? encoding.GetString() : null;
        return actual;
    }

    private static async Task<JsonArray> NormalisedAsync(Client bureau, string batch, CancellationToken ct)
    {
        var changes = new JsonArray();
        for (var next = $"/v1/batches/{batch}/normalised"; next is not null;)
        {
            var (status, page) = await bureau.GetAsync(next, ct);
            Assert.Equal(HttpStatusCode.OK, status);
            foreach (var item in page.GetProperty("items").EnumerateArray())
            {
                changes.Add(new JsonObject
                {
                    ["line"] = item.GetProperty("line").GetInt32(),
                    ["field"] = item.GetProperty("field").GetString(),
                    ["rule"] = item.GetProperty("rule").GetString(),
                    ["readAs"] = item.TryGetProperty("readAs", out var readAs) ? readAs.GetString() : null,
                });
            }
            next = page.TryGetProperty("next", out var address) ? address.GetString() : null;
        }
        return changes;
    }

    private static JsonArray Array(IEnumerable<string> texts) => [.. texts.Select(text => JsonValue.Create(text))];

    private static string TypeOf(string file) => Path.GetExtension(file) switch
    {
        ".csv" => "text/csv",
        ".xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ".json" => "application/json",
        _ => "application/x-ndjson",
    };

    public sealed class House : IAsyncLifetime
    {
        public StandaloneSystem Standalone { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Standalone = await StandaloneSystem.StartAsync(TestContext.Current.CancellationToken);

        public ValueTask DisposeAsync() => Standalone.DisposeAsync();
    }
}
