using System.Globalization;
using System.Text;
using System.Text.Json;
using CreditShare.CommandLine.Files;
using CreditShare.CommandLine.Output;
using CreditShare.CommandLine.Server;
using CreditShare.Domain.Normalising;
using CsvHelper;
using CsvHelper.Configuration;

namespace CreditShare.CommandLine.DropFolder;

/// <summary>Writes an acknowledgement as JSON for programs and as CSV for people, decisions as they come off the line: a batch of a million takes no memory.</summary>
internal static class AcknowledgementFiles
{
    private const int FlushedEvery = 1000;

    private static readonly string[] Titles = ["工作表", "行号", "记录编号", "结果", "版本", "日志条目", "原因代码", "原因", "应为"];

    /// <param name="client">Gives the decisions.</param>
    /// <param name="ack">All that is known beside them.</param>
    /// <param name="path">Folder and name, without <c>.ack.json</c> and <c>.ack.csv</c>.</param>
    /// <param name="ct">Cancels; no file is half there.</param>
    public static Task WriteAsync(IngestionClient client, Acknowledgement ack, string path, CancellationToken ct) => WholeFile.WriteAsync(
        $"{path}.ack.json",
        json => WholeFile.WriteAsync($"{path}.ack.csv", csv => WriteAsync(client, ack, json, csv, ct), ack.Claim, ct),
        ack.Claim, ct);

    private static async Task WriteAsync(IngestionClient client, Acknowledgement ack, Stream jsonFile, Stream csvFile, CancellationToken ct)
    {
        await using var json = new Utf8JsonWriter(jsonFile, AnswerJson.Writer);
        // With a mark, by which spreadsheets know UTF-8.
        await using var csv = new CsvWriter(
            new StreamWriter(csvFile, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), 1 << 16, leaveOpen: true), new CsvConfiguration(CultureInfo.InvariantCulture) { ShouldQuote = _ => true });
        json.WriteStartObject();
        foreach (var member in JsonSerializer.SerializeToElement(ack, AnswerJson.Options).EnumerateObject())
            member.WriteTo(json);
        json.WriteStartArray("decisions");
        await RowAsync(csv, Titles);
        foreach (var fault in ack.Problem is { } problem ? problem.Errors ?? [new ProblemFault("", problem.Code, null, null, problem.Zh, problem.En)] : [])
            await RowAsync(csv, null, fault.Pointer, null, "拒收", null, null, fault.Code, fault.Zh, fault.Expected);
        if (ack.Answer is { } batch)
        {
            using var sheets = batch.SheetOfEach().GetEnumerator();
            var written = 0;
            await foreach (var item in client.ItemsAsync($"{IngestionClient.PathOf(batch.Id)}/decisions", ct))
            {
                sheets.MoveNext();
                var decision = DecisionAnswer.Of(item);
                var placed = decision with { Sheet = decision.Sheet ?? sheets.Current };
                JsonSerializer.Serialize(json, AcknowledgedDecision.Of(placed), AnswerJson.Options);
                await RowAsync(csv, Cells(placed));
                if (++written % FlushedEvery == 0)
                    await json.FlushAsync(ct);
            }
        }
        json.WriteEndArray();
        json.WriteEndObject();
        await json.FlushAsync(ct);
        await csv.FlushAsync();
    }

    private static string?[] Cells(DecisionAnswer decision) =>
    [
        decision.Sheet, decision.Line.ToString(CultureInfo.InvariantCulture), decision.SourceId, OutcomeWords.Chinese(decision.Outcome), decision.Version?.ToString(CultureInfo.InvariantCulture), decision.LogEntry,
        Joined(decision, reason => reason.Code), Joined(decision, reason => reason.Found is null ? reason.Zh : $"{reason.Zh}（{reason.Found}）"), Joined(decision, reason => reason.RightZh),
    ];

    private static string Joined(DecisionAnswer decision, Func<ReasonAnswer, string?> part) => string.Join("；", (decision.Reasons ?? []).Select(part).Where(text => !string.IsNullOrEmpty(text)));

    private static async Task RowAsync(CsvWriter csv, params string?[] cells)
    {
        foreach (var cell in cells)
            csv.WriteField(FormulaGuard.Guard(cell));
        await csv.NextRecordAsync();
    }

    /// <summary>A decision as it is acknowledged: the server's, with its sheet and the bureau's own id.</summary>
    private sealed record AcknowledgedDecision(
        string? Sheet, int Line, string? SourceId, string? Key, string Outcome, int? Version, bool? Late, string? SameAs, string LogEntry, IReadOnlyList<ReasonAnswer>? Reasons)
    {
        public static AcknowledgedDecision Of(DecisionAnswer decision) => new(
            decision.Sheet, decision.Line, decision.SourceId, decision.Key, decision.Outcome, decision.Version, decision.Late, decision.SameAs, decision.LogEntry, decision.Reasons);
    }
}
