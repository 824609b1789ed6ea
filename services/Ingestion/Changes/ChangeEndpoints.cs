using System.Globalization;
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
                (string city, string sourceId, HttpContext context, CityCheck cities, ChangeHandler handler,
                    [FromHeader(Name = BatchEndpoints.KeyHeader)] string? idempotencyKey, CancellationToken ct) =>
                    ChangeAsync(change, city, Uri.UnescapeDataString(sourceId), context, cities, handler, idempotencyKey, ct))
            .WithSummary(summary)
            .WithDescription(body + " The fact itself may be left out: then it is the one that is held. Waits for the decision up to ten seconds (Prefer: wait=n, at most 30); 202 if it takes longer.")
            .Accepts<CreditRecord>("application/json")
            .Produces<Decision>().Produces<BatchStatus>(StatusCodes.Status202Accepted)
            .ProducesProblem(400).ProducesProblem(403).ProducesProblem(413).ProducesProblem(422).ProducesProblem(503);

    private static async Task<IResult> ChangeAsync(
        ChangeKind change, string city, string sourceId, HttpContext context, CityCheck cities, ChangeHandler handler, string? idempotencyKey, CancellationToken ct)
    {
        var (node, refused) = await cities.FindAsync(context, city);
        if (node is null)
            return refused!;
        if (BatchEndpoints.Key(context, idempotencyKey, out var key) is { } wrongKey)
            return wrongKey;
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = MessageLimits.RecordBytes;
        var (body, fault) = await BodyAsync(context, ct);
        if (body is not { } json)
            return fault!;
        var answer = await handler.ChangeAsync(node, context.User.Account() ?? "", change, sourceId, json, key, Wait(context), ct);
        if (answer.Taken is { Repeated: true })
            context.Response.Headers["Idempotency-Replayed"] = "true";
        return answer switch
        {
            { Refused: { } refusal } => refusal,
            { Decision: { } decision } => TypedResults.Ok(decision),
            _ => TypedResults.Accepted($"/v1/batches/{answer.Taken!.Value.Batch}", BatchStatus.Of(node.City, node.Spool.Find(answer.Taken.Value.Batch)!)),
        };
    }

    private static async Task<(JsonElement? Body, IResult? Fault)> BodyAsync(HttpContext context, CancellationToken ct)
    {
        try
        {
            using var json = await JsonDocument.ParseAsync(context.Request.Body, new JsonDocumentOptions { MaxDepth = 8 }, ct);
            return (json.RootElement.Clone(), null);
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
}
