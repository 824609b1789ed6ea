using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using CreditShare.Domain.Deciding;
using CreditShare.Domain.Lookups;
using CreditShare.Hosting.Problems;
using Microsoft.AspNetCore.Http;

namespace CreditShare.Query.BatchLookups;

/// <summary>Reads a lookup of many. Its body is JSON, an object with all of it; or NDJSON, a code a line, as a string or as <c>{"code":"…"}</c>.</summary>
internal static class BatchRequestReader
{
    public const int MostCodes = 10_000;

    /// <summary>10,000 codes with room to spare for white space and members' names.</summary>
    public const int MostBytes = 2 << 20;

    public const string Ndjson = "application/x-ndjson";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    private static readonly IReadOnlyList<string> Questions = [Asked.Punishments, Asked.Rewards, Asked.Records];

    public static async Task<BatchRequest> ReadAsync(HttpRequest request, BatchLookupQuery query, CancellationToken ct)
    {
        var faults = new List<ProblemError>();
        var isNdjson = request.GetTypedHeaders().ContentType?.MediaType.Equals(Ndjson, StringComparison.OrdinalIgnoreCase) == true;
        var (body, lines) = isNdjson
            ? (new(query.Asked, query.Purpose, query.CaseNumber, query.AsOf, query.KnownAt, null), await LinesAsync(request.Body, faults, ct))
            : await BodyAsync(request.Body, faults, ct);
        return Of(body, lines, faults);
    }

    /// <param name="body">What is stated; its codes are <paramref name="lines"/>.</param>
    /// <param name="lines">The codes in their order; a text is null where a line holds none.</param>
    /// <param name="faults">Found already.</param>
    public static BatchRequest Of(BatchLookupBody body, IReadOnlyList<(int Line, string? Text)> lines, List<ProblemError> faults)
    {
        if (!Questions.Contains(body.Asked ?? ""))
            faults.Add(new("asked", body.Asked is null ? "asked-missing" : "asked-unknown", Reason.Show(body.Asked), string.Join(", ", Questions), "请写明查询内容。", "Say what is asked."));
        if (lines.Count == 0 && faults.All(fault => fault.Pointer != "codes"))
            faults.Add(new("codes", "codes-missing", null, $"1 to {MostCodes} codes", "没有要查询的代码。", "There is no code to look up."));
        if (lines.Count > MostCodes)
            faults.Add(new("codes", "too-many-codes", null, $"at most {MostCodes}", $"一次最多查询 {MostCodes} 个代码，请分批查询。", $"One call takes {MostCodes} codes at most; make several calls."));
        return new(body.Asked ?? "", new(body.Purpose, body.CaseNumber, body.AsOf, body.KnownAt), lines, faults);
    }

    private static async Task<(BatchLookupBody Body, IReadOnlyList<(int, string?)> Lines)> BodyAsync(Stream stream, List<ProblemError> faults, CancellationToken ct)
    {
        try
        {
            if (await JsonSerializer.DeserializeAsync<BatchLookupBody>(stream, Json, ct) is { } body)
                return (body, [.. (body.Codes ?? []).Select((code, i) => (i + 1, code))]);
            faults.Add(Malformed("null"));
        }
        catch (JsonException fault)
        {
            faults.Add(Malformed($"line {fault.LineNumber + 1}, byte {fault.BytePositionInLine + 1}"));
        }
        return (new(null, null, null, null, null, null), []);
    }

    private static ProblemError Malformed(string place) => new(
        "codes", "json-malformed", place, "{\"asked\":…,\"purpose\":…,\"caseNumber\":…,\"codes\":[…]}", "请求内容不是规定格式的 JSON，或含有未规定的字段。", "The body is not JSON of the agreed form, or has a member that is not known.");

    private static async Task<IReadOnlyList<(int, string?)>> LinesAsync(Stream stream, List<ProblemError> faults, CancellationToken ct)
    {
        var lines = new List<(int, string?)>();
        using var reader = new StreamReader(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: false, leaveOpen: true);
        try
        {
            for (var line = 1; await reader.ReadLineAsync(ct) is { } text && lines.Count <= MostCodes; line++)
            {
                if (!string.IsNullOrWhiteSpace(text.TrimStart('\uFEFF')))
                    lines.Add((line, Code(text.TrimStart('\uFEFF'))));
            }
        }
        catch (DecoderFallbackException)
        {
            faults.Add(new("codes", "not-utf-8", null, "UTF-8", "请求内容不是 UTF-8 编码。", "The body is not UTF-8."));
        }
        return lines;
    }

    /// <summary>Null for a line that holds no code.</summary>
    private static string? Code(string line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            return json.RootElement switch
            {
                { ValueKind: JsonValueKind.String } text => text.GetString(),
                { ValueKind: JsonValueKind.Object } item when item.TryGetProperty("code", out var code) && code.ValueKind == JsonValueKind.String => code.GetString(),
                _ => null,
            };
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
