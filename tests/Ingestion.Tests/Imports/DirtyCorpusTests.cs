using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using CreditShare.Domain.Records;
using CreditShare.Fuzz;
using CreditShare.Testing;

namespace CreditShare.Ingestion.Tests.Imports;

/// <summary>Each file of seeds/samples/dirty as the readers read it: what is taken, what its cells say, and what was read otherwise. EndToEnd.Tests pushes the same files and compares the decisions too.</summary>
public sealed class DirtyCorpusTests
{
    private static readonly JsonSerializerOptions Shown = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static IEnumerable<TheoryDataRow<string>> Files => Corpus.Names.Select(name => new TheoryDataRow<string>(name));

    [Theory]
    [MemberData(nameof(Files))]
    public async Task A_file_is_read_as_it_is_told_beside_it(string file)
    {
        using var folder = new TemporaryFolder();
        var read = await Reading.ReadAsync(FileKinds.Of(file), Corpus.Load(file).Body, folder.Path, TestContext.Current.CancellationToken);
        var expected = JsonNode.Parse(Corpus.ExpectedOf(file))!.AsObject();
        var records = Count("accepted") + Count("repeated") + Count("duplicate") + Count("rejected");
        foreach (var decided in (string[])["about", "accepted", "repeated", "duplicate", "rejected", "reasons"])
            expected.Remove(decided);
        expected["records"] = records;
        var cells = expected["cells"]?.DeepClone().AsArray();
        var told = Told(file, read, cells);
        Assert.True(JsonNode.DeepEquals(expected, told), $"Expected {expected.ToJsonString(Shown)}\nbut there was {told.ToJsonString(Shown)}");

        int Count(string what) => expected[what]?.GetValue<int>() ?? 0;
    }

    private static JsonObject Told(string file, Outcome read, JsonArray? cells)
    {
        if (read.Refusal is { } refusal)
            return new() { ["status"] = 422, ["code"] = refusal.Code, ["records"] = 0 };
        var told = new JsonObject
        {
            ["status"] = 202,
            ["normalised"] = new JsonArray([.. read.Records.SelectMany(record => record.Changes.Select(change => new JsonObject
            {
                ["line"] = record.Row.Line, ["field"] = change.Field, ["rule"] = change.Rule, ["readAs"] = change.ReadAs,
            }))]),
            ["ignoredColumns"] = new JsonArray([.. read.IgnoredColumns.Select(title => JsonValue.Create(title))]),
        };
        if (read.Source is { } source)
        {
            told["sheets"] = source.Sheets.Count;
            told["skippedSheets"] = new JsonArray([.. source.SkippedSheets.Select(sheet => JsonValue.Create(sheet))]);
            told["encoding"] = source.Encoding;
        }
        if (cells is not null)
            told["cells"] = new JsonArray([.. cells.Select(cell => Cell(read, cell!["line"]!.GetValue<int>(), cell["field"]!.GetValue<string>()))]);
        told["records"] = read.Records.Count;
        return told;
    }

    private static JsonObject Cell(Outcome read, int line, string field)
    {
        var record = JsonNode.Parse(read.Records.First(record => record.Row.Line == line).Record.Content);
        var value = field.Replace("licence.status", "licence.inForce", StringComparison.Ordinal).Split('.').Aggregate(record, (at, part) => at?[part]);
        return new() { ["line"] = line, ["field"] = field, ["text"] = value is JsonArray list ? string.Join(';', list.Select(one => one!.GetValue<string>())) : value?.ToString() };
    }
}
