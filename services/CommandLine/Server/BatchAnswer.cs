using System.Text.Json;
using System.Text.Json.Serialization;

namespace CreditShare.CommandLine.Server;

/// <summary>How far a batch has come, as the server tells it. What a server does not tell yet is null.</summary>
internal sealed record BatchAnswer(
    string Id, string City, string State, string Format, DateTimeOffset ReceivedAt, BatchCounts Counts, IReadOnlyList<string>? IgnoredColumns, string? Encoding,
    IReadOnlyList<BatchSheet>? Sheets, JsonElement? SkippedSheets, int? Normalised, IReadOnlyList<ReasonCount>? Reasons)
{
    public bool IsDecided => State == "decided";

    /// <summary>A table has a workbook to be marked; a list of records has none.</summary>
    public bool IsTable => Format is "CSV" or "XLSX";

    /// <summary>The answer as it came.</summary>
    [JsonIgnore]
    public JsonElement Raw { get; init; }

    public static BatchAnswer Of(JsonElement answer) => answer.Deserialize<BatchAnswer>(AnswerJson.Options)! with { Raw = answer };

    /// <summary>Name of the sheet that each decision belongs to, in their order; null for all where there are no sheets.</summary>
    public IEnumerable<string?> SheetOfEach() => (Sheets ?? []).SelectMany(sheet => Enumerable.Repeat(sheet.Name, sheet.Records)).Concat(Endless());

    /// <summary>Names of the sheets that were passed over; a server may say why.</summary>
    public IEnumerable<string> SkippedNames() => SkippedSheets is { ValueKind: JsonValueKind.Array } skipped
        ? skipped.EnumerateArray().Select(sheet => sheet.ValueKind == JsonValueKind.Object && sheet.TryGetProperty("name", out var name) ? name.ToString() : sheet.ToString())
        : [];

    private static IEnumerable<string?> Endless()
    {
        while (true)
            yield return null;
    }
}

internal sealed record BatchCounts(int Received, int Sent, int Decided, int Accepted, int Repeated, int Duplicate, int Rejected);

internal sealed record BatchSheet(string? Name, string? Template, int? TitleLine, int Records);

/// <summary>How often a reason was given.</summary>
internal sealed record ReasonCount(string Code, string? Zh, int Count);
