using System.Globalization;
using CreditShare.Hosting.Auth;
using CreditShare.Hosting.Limits;
using CreditShare.Hosting.Problems;
using CreditShare.Query.Auditing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace CreditShare.Query.SubjectSide;

/// <summary>A subject's side: its authorised representative sees what is held, who looked it up, and objects. Only the token's subject.</summary>
internal static class SubjectEndpoints
{
    private const int UsualLimit = 50;
    private const int MostItems = 200;
    private const string KeyHeader = "Idempotency-Key";

    public static void Map(IEndpointRouteBuilder app)
    {
        var own = app.MapGroup("/v1/subjects/{uscc}").WithTags("Subject").RequireScope(Scopes.SubjectSelf).LimitPerCaller().WithMetadata(new RefusalsRecordedByAttribute(typeof(StagedRefusals)));
        own.MapGet("own", OwnAsync).WithSummary("All that is held about the subject, told to itself").Produces<OwnAnswer>().ProducesProblem(400).ProducesProblem(403);
        own.MapGet("inquiries", InquiriesAsync).WithSummary("Who looked the subject up, when and for what").Produces<InquiryPage>().ProducesProblem(400).ProducesProblem(403);
        own.MapPost("objections", FileAsync).WithSummary("Object to a record").Produces<ObjectionStatus>(StatusCodes.Status202Accepted)
            .WithDescription("Answered with 202 once the objection is durable in the exchange log. The same text again is the same objection, unless an Idempotency-Key says otherwise.")
            .ProducesProblem(400).ProducesProblem(403).ProducesProblem(422).ProducesProblem(503);
        own.MapGet("objections", ObjectionsAsync).WithSummary("Objections of the subject and what became of them").Produces<ObjectionPage>().ProducesProblem(400).ProducesProblem(403);
    }

    private static async Task<IResult> OwnAsync(string uscc, HttpContext context, RepresentativeCheck check, OwnRecordsReader reader, CancellationToken ct)
    {
        var (who, refused) = await check.CheckAsync("GET /v1/subjects/{uscc}/own", uscc, context.User, ct);
        return who is null ? refused! : TypedResults.Ok(await reader.ReadAsync(who, ct));
    }

    private static async Task<IResult> InquiriesAsync(
        string uscc, [FromQuery] string? after, [FromQuery] string? limit, HttpContext context, RepresentativeCheck check, InquiryReader reader, CancellationToken ct)
    {
        var (who, refused) = await check.CheckAsync("GET /v1/subjects/{uscc}/inquiries", uscc, context.User, ct);
        if (who is null)
            return refused!;
        return Page(after, limit) is var (from, most, fault) && fault is not null ? fault : TypedResults.Ok(await reader.ReadAsync(who, from, most, ct));
    }

    private static async Task<IResult> FileAsync(
        string uscc, ObjectionRequest request, [FromHeader(Name = KeyHeader)] string? idempotencyKey, HttpContext context, RepresentativeCheck check, ObjectionDesk desk, CancellationToken ct)
    {
        var (who, refused) = await check.CheckAsync("POST /v1/subjects/{uscc}/objections", uscc, context.User, ct);
        return who is null ? refused! : await desk.FileAsync(who, request, idempotencyKey?.Trim('"'), ct);
    }

    private static async Task<IResult> ObjectionsAsync(
        string uscc, [FromQuery] string? after, [FromQuery] string? limit, HttpContext context, RepresentativeCheck check, ObjectionDesk desk, CancellationToken ct)
    {
        var (who, refused) = await check.CheckAsync("GET /v1/subjects/{uscc}/objections", uscc, context.User, ct);
        if (who is null)
            return refused!;
        return Page(after, limit) is var (from, most, fault) && fault is not null ? fault : TypedResults.Ok(await desk.ReadAsync(who, from, most, ct));
    }

    private static (long? After, int Limit, IResult? Fault) Page(string? after, string? limit)
    {
        var faults = new List<ProblemError>();
        if (after is not null && Number(after) is not (>= 0 and < long.MaxValue))
            faults.Add(new("after", "after", after, "the number in the address of the next page", "after 为非负整数，请用 next 中的地址。", "after is a whole number; use the address in next."));
        if (limit is not null && Number(limit) is not (>= 1 and <= MostItems))
            faults.Add(new("limit", "limit", limit, "1 to 200", "limit 为 1 至 200 的整数。", "limit is a whole number from 1 to 200."));
        return faults.Count > 0
            ? (null, 0, Problem.Of(400, "query-invalid", "查询条件不正确，问题逐项列出。", "The query is wrong: each fault is listed.", faults))
            : (Number(after), (int)(Number(limit) ?? UsualLimit), null);
    }

    private static long? Number(string? text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
