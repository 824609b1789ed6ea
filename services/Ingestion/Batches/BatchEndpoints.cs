using System.Globalization;
using CreditShare.Domain.Codes;
using CreditShare.Hosting.Auth;
using CreditShare.Hosting.Problems;
using CreditShare.Ingestion.Answers;
using CreditShare.Ingestion.Refusals;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace CreditShare.Ingestion.Batches;

/// <summary>A bureau's side: push a batch, read what became of it. The city is the token's, in every call.</summary>
internal static class BatchEndpoints
{
    internal const string KeyHeader = "Idempotency-Key";
    internal const string ConflictCode = "idempotency-conflict";

    public static void Map(IEndpointRouteBuilder app)
    {
        var batches = app.MapGroup("/v1/batches").WithTags("Ingestion").WithMetadata(new RefusalsRecordedByAttribute(typeof(SpooledRefusals)));
        batches.MapPost("", PushAsync).RequireScope(Scopes.BatchesWrite)
            .WithSummary("Push a batch of records (JSON array, NDJSON, or a table as CSV or XLSX)")
            .WithDescription("Answered with 202 once every record is safe on disk. Send an Idempotency-Key to be able to repeat the call, and a file's name in Content-Disposition, by which clerks know the batch.")
            .Accepts<Domain.Records.CreditRecord[]>("application/json", "application/x-ndjson", "text/csv", BatchFormats.Workbook, "application/vnd.ms-excel.sheet.macroEnabled.12", "application/vnd.ms-excel")
            .Produces<BatchStatus>(StatusCodes.Status202Accepted)
            .ProducesProblem(400).ProducesProblem(413).ProducesProblem(415).ProducesProblem(422).ProducesProblem(503);
        batches.MapGet("{id}", FindAsync).RequireScope(Scopes.BatchesRead).WithSummary("How far a batch has come")
            .Produces<BatchStatus>().ProducesProblem(404);
        batches.MapGet("{id}/decisions", DecisionsAsync).RequireScope(Scopes.BatchesRead).WithSummary("The decision about each record")
            .Produces<DecisionPage>().ProducesProblem(400).ProducesProblem(404);
        AnswerEndpoints.Map(batches);
    }

    private static async Task<IResult> PushAsync(
        HttpContext context, CityCheck cities, PushHandler handler, IOptions<IngestionOptions> options,
        [FromHeader(Name = KeyHeader)] string? idempotencyKey, CancellationToken ct)
    {
        var (node, refused) = await cities.FindAsync(context);
        if (node is null)
            return refused!;
        if (BatchFormats.Of(context.Request.ContentType) is not var (format, encoding))
            return Problem.Of(415, "media-type", $"不支持此内容类型，请用：{BatchFormats.Accepted}。", $"The content type is not supported; send {BatchFormats.Accepted}.");
        if (context.Request.Headers.ContentEncoding.Count > 0)
            return Problem.Of(415, "content-encoding", "不支持压缩的内容，请直接发送。", "A compressed body is not supported; send it as it is.");
        if (Key(context, idempotencyKey, out var key) is { } wrongKey)
            return wrongKey;
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = options.Value.MostBytes;
        var (taken, fault) = await handler.TakeAsync(node, context.User.Account() ?? "", new(format, encoding, context.Request.Body, FileName(context)), key, ct);
        if (taken is not { } receipt)
            return fault!;
        if (receipt.Repeated)
            context.Response.Headers["Idempotency-Replayed"] = "true";
        return TypedResults.Accepted($"/v1/batches/{receipt.Batch}", BatchStatus.Of(node.City, node.Spool.Find(receipt.Batch)!));
    }

    private static string? FileName(HttpContext context) =>
        ContentDispositionHeaderValue.TryParse(context.Request.Headers.ContentDisposition.ToString(), out var disposition) ? FileNames.Of(disposition) : null;

    private static async Task<IResult> FindAsync(string id, HttpContext context, CityCheck cities)
    {
        var (node, refused) = await cities.FindAsync(context);
        return node is null ? refused! : node.Spool.Find(id) is { } batch ? TypedResults.Ok(BatchStatus.Of(node.City, batch)) : NotFound(id);
    }

    // The cursor is a parameter for the reference's sake; PageStart reads it, so that a wrong one is named.
    private static async Task<IResult> DecisionsAsync(string id, HttpContext context, CityCheck cities, [FromQuery] string? after = null)
    {
        var (node, refused) = await cities.FindAsync(context);
        if (node is null)
            return refused!;
        if (node.Spool.Find(id) is not { } batch)
            return NotFound(id);
        if (PageStart.Read(context.Request.Query, out var chunk) is { Count: > 0 } faults)
            return Invalid(faults);
        var items = node.Spool.Decisions(id, chunk) ?? [];
        var next = items.Count > 0 && chunk + 1 < node.Spool.Chunks(id) ? PageAddress(id, "decisions", chunk) : null;
        return TypedResults.Ok(new DecisionPage(items, next, batch.Records - batch.Decided));
    }

    /// <summary>The idempotency key of a push; an empty one is none: two pushes without one are two batches.</summary>
    /// <returns>What is wrong with it; null if nothing is.</returns>
    internal static ProblemHttpResult? Key(HttpContext context, string? header, out string? key)
    {
        key = header?.Trim('"') is { Length: > 0 } given ? given : null;
        // Joined, as they arrive here, two keys would be a third.
        if (context.Request.Headers[KeyHeader].Count > 1)
            return Problem.Of(400, "idempotency-key", "Idempotency-Key 只能出现一次。", "An Idempotency-Key may stand once.");
        // It is kept for ever.
        if (key is not null && PersonalData.ContainsIdentityNumber(key))
            return Problem.Of(400, "idempotency-key", "Idempotency-Key 不能含有身份证号码。", "An Idempotency-Key must not hold an identity number.");
        return key is { Length: > 200 } ? Problem.Of(400, "idempotency-key", "Idempotency-Key 最多 200 个字符。", "An Idempotency-Key has 200 characters at most.") : null;
    }

    internal static ProblemHttpResult Conflict(IdempotencyConflictException fault) => Problem.Of(
        422, ConflictCode, $"此 Idempotency-Key 已用于内容或类型不同的批次 {fault.Batch}，请换一个。",
        $"This Idempotency-Key was used for batch {fault.Batch} with another body or content type; use a new one.");

    internal static string PageAddress(string id, string what, int after) =>
        string.Create(CultureInfo.InvariantCulture, $"/v1/batches/{id}/{what}?after={after}");

    internal static ProblemHttpResult Invalid(IReadOnlyList<ProblemError> faults) => Problem.Of(400, "query-invalid", "查询条件不正确，问题逐项列出。", "The query is wrong: each fault is listed.", faults);

    internal static ProblemHttpResult NotFound(string id) => Problem.Of(
        404, "batch-unknown", $"本市没有批次 {id}。", $"The city has no batch {id}.");
}
