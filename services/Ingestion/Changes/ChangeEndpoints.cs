using System.Globalization;
using System.Text;
using System.Text.Json;
using CreditShare.Contracts;
using CreditShare.Domain.Deciding;
using CreditShare.Domain.Records;
using CreditShare.Hosting.Auth;
using CreditShare.Hosting.Problems;
using CreditShare.Ingestion.Batches;
using CreditShare.Ingestion.Refusals;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace CreditShare.Ingestion.Changes;

/// <summary>
/// A bureau's side for one record: repair, withdraw, dispute, resolve or correct it. A change is a batch of one line with all promises of a batch; the call waits a while for its decision.
/// </summary>
internal static class ChangeEndpoints
{
    private static readonly TimeSpan UsualWait = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(50);

    public static void Map(IEndpointRouteBuilder app)
    {
        var record = app.MapGroup("/v1/records/{city}/{sourceId}").WithTags("Ingestion").RequireScope(Scopes.BatchesWrite)
            .WithMetadata(new RefusalsRecordedByAttribute(typeof(SpooledRefusals)));
        Map(record, ChangeKind.Repair, "Repair a record (信用修复)", "dutyMetOn, evidence, commitment and the authority's code; decidedOn if it was another day.");
        Map(record, ChangeKind.Withdraw, "Withdraw a record (撤销)", "changeReason; setAsideOn if a court or a superior set the decision aside.");
        Map(record, ChangeKind.Dispute, "Mark an objection to a record (异议)", "changeReason; receivedOn, number, and stage review for a review.");
        Map(record, ChangeKind.Resolve, "Settle an objection (异议办结)", "changeReason and result; with upheld or partly the whole record as corrected.");
        Map(record, ChangeKind.Correct, "Correct a record (更正)", "The whole record as it should be.");
    }

    private static void Map(RouteGroupBuilder record, ChangeKind change, string summary, string body) =>
        record.MapPost(
                RecordWords.Word(change),
                (string city, string sourceId, HttpContext context, CityCheck cities, BatchTaker taker, TimeProvider time,
                    [FromHeader(Name = BatchEndpoints.KeyHeader)] string? idempotencyKey, CancellationToken ct) =>
                    ChangeAsync(change, city, Uri.UnescapeDataString(sourceId), context, cities, taker, time, idempotencyKey, ct))
            .WithSummary(summary)
            .WithDescription(body + " The fact itself may be left out: then it is the one that is held. Waits for the decision up to ten seconds (Prefer: wait=n, at most 30); 202 if it takes longer.")
            .Accepts<CreditRecord>("application/json")
            .Produces<Decision>().Produces<BatchStatus>(StatusCodes.Status202Accepted)
            .ProducesProblem(400).ProducesProblem(403).ProducesProblem(413).ProducesProblem(422).ProducesProblem(503);

    private static async Task<IResult> ChangeAsync(
        ChangeKind change, string city, string sourceId, HttpContext context, CityCheck cities, BatchTaker taker, TimeProvider time, string? idempotencyKey, CancellationToken ct)
    {
        var (node, refused) = await cities.FindAsync(context, city);
        if (node is null)
            return refused!;
        if (BatchEndpoints.Key(context, idempotencyKey, out var key) is { } wrongKey)
            return wrongKey;
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = MessageLimits.RecordBytes;
        var (line, fault) = await LineAsync(context, change, sourceId, ct);
        if (line is null)
            return fault!;
        try
        {
            using var body = new MemoryStream(line);
            var taken = await taker.TakeAsync(node, context.User.Account() ?? "", BatchFormat.Ndjson, Encoding.UTF8, body, key, ct);
            if (taken.Repeated)
                context.Response.Headers["Idempotency-Replayed"] = "true";
            return await AwaitAsync(node, taken.Batch, Wait(context), time, ct) is { } decision
                ? Answer(change, decision)
                : TypedResults.Accepted($"/v1/batches/{taken.Batch}", BatchStatus.Of(node.City, node.Spool.Find(taken.Batch)!));
        }
        catch (IdempotencyConflictException conflict)
        {
            return BatchEndpoints.Conflict(conflict);
        }
    }

    private static async Task<(byte[]? Line, IResult? Fault)> LineAsync(HttpContext context, ChangeKind change, string sourceId, CancellationToken ct)
    {
        try
        {
            using var json = await JsonDocument.ParseAsync(context.Request.Body, new JsonDocumentOptions { MaxDepth = 8 }, ct);
            var (line, fault) = ChangeBody.Line(json.RootElement, change, sourceId);
            return (line, fault is null ? null : Problem.Of(400, "body-invalid", "内容不正确，见 errors。", "The body is wrong, see errors.", fault));
        }
        catch (JsonException)
        {
            return (null, Problem.Of(400, "body-invalid", "内容不是有效的 JSON 对象。", "The body is not a valid JSON object."));
        }
        catch (BadHttpRequestException fault) when (fault.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return (null, Problem.Of(413, "too-large", $"一条记录最多 {MessageLimits.RecordBytes} 字节。", $"A record has {MessageLimits.RecordBytes} bytes at most."));
        }
    }

    /// <summary>How long the caller would wait (RFC 7240).</summary>
    private static TimeSpan Wait(HttpContext context)
    {
        var wish = context.Request.Headers["Prefer"].SelectMany(value => (value ?? "").Split(',')).Select(part => part.Trim()).FirstOrDefault(part => part.StartsWith("wait=", StringComparison.OrdinalIgnoreCase));
        return wish is null || !int.TryParse(wish["wait=".Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? UsualWait
            : seconds > LongestWait.TotalSeconds ? LongestWait : TimeSpan.FromSeconds(seconds);
    }

    private static async Task<Decision?> AwaitAsync(CityNode node, string batch, TimeSpan limit, TimeProvider time, CancellationToken ct)
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

    private static IResult Answer(ChangeKind change, Decision decision) => decision.Outcome is Outcome.Accepted or Outcome.Repeated
        ? TypedResults.Ok(decision)
        : Problem.Of(
            422, "change-refused", $"{decision.Key} 的变更（{RecordWords.Word(change)}）未被接受，见 errors；日志条目 {decision.LogEntry}。",
            $"The change ({RecordWords.Word(change)}) of {decision.Key} was refused, see errors; log entry {decision.LogEntry}.",
            [.. (decision.Reasons ?? []).Select(reason => new ProblemError(reason.Field, reason.Code, reason.Found, $"{reason.RightZh} {reason.RightEn}", reason.Zh, reason.En))]);
}
