using System.Text;
using System.Text.Json;
using CreditShare.Domain.Deciding;
using CreditShare.Domain.Records;
using CreditShare.Hosting.Problems;
using CreditShare.Ingestion.Batches;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CreditShare.Ingestion.Changes;

/// <summary>What became of a change.</summary>
/// <param name="Taken">Its batch of one line; null if it was not taken.</param>
/// <param name="Decision">Null while it is not decided.</param>
/// <param name="Refused">Why it is not made, if so.</param>
internal sealed record ChangeAnswer(Taken? Taken, Decision? Decision, ProblemHttpResult? Refused);

/// <summary>Makes a change of one record: a batch of one line with all promises of a batch, whose decision is awaited a while.</summary>
internal sealed class ChangeHandler(PushHandler pushes, TimeProvider time)
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(50);

    /// <param name="node">The record's city.</param>
    /// <param name="account">Who changes it.</param>
    /// <param name="change">What is to become of it.</param>
    /// <param name="sourceId">The bureau's own id of the record.</param>
    /// <param name="body">What the change says; a JSON object.</param>
    /// <param name="key">The idempotency key; null for none.</param>
    /// <param name="wait">How long the decision is awaited.</param>
    /// <param name="ct">Cancels the waiting; what was taken stays taken.</param>
    public async Task<ChangeAnswer> ChangeAsync(
        CityNode node, string account, ChangeKind change, string sourceId, JsonElement body, string? key, TimeSpan wait, CancellationToken ct)
    {
        var (line, fault) = ChangeBody.Line(body, change, sourceId);
        if (line is null)
            return new(null, null, Problem.Of(400, "body-invalid", "内容不正确，问题逐项列出。", "The body is wrong: each fault is listed.", fault!));
        using var stream = new MemoryStream(line);
        var (taken, refused) = await pushes.TakeAsync(node, account, new(BatchFormat.Ndjson, Encoding.UTF8, stream, FileName: null), key, ct);
        if (taken is not { } batch)
            return new(null, null, refused);
        var decision = await AwaitAsync(node, batch.Batch, wait, ct);
        return new(batch, decision, decision is null or { Outcome: Outcome.Accepted or Outcome.Repeated } ? null : Refusal(change, decision));
    }

    private async Task<Decision?> AwaitAsync(CityNode node, string batch, TimeSpan limit, CancellationToken ct)
    {
        var begun = time.GetTimestamp();
        while (true)
        {
            if (node.Spool.Decisions(batch, 0) is [var decision, ..])
                return decision;
            if (time.GetElapsedTime(begun) >= limit)
                return null;
            await Task.Delay(Between, time, ct);
        }
    }

    private static ProblemHttpResult Refusal(ChangeKind change, Decision decision) => Problem.Of(
        422, "change-refused", $"{decision.Key} 的变更（{RecordWords.Word(change)}）未被接受，问题逐项列出；日志条目 {decision.LogEntry}。",
        $"The change ({RecordWords.Word(change)}) of {decision.Key} was refused: each fault is listed; log entry {decision.LogEntry}.",
        [.. (decision.Reasons ?? []).Select(reason => new ProblemError(reason.Field, reason.Code, reason.Found, $"{reason.RightZh} {reason.RightEn}", reason.Zh, reason.En))]);
}
