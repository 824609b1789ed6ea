using System.Security.Claims;
using CreditShare.Hosting.Auth;
using CreditShare.Hosting.Limits;
using CreditShare.Query.Auditing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CreditShare.Query.Notices;

/// <summary>An agency hears which records that it was told of have changed, and confirms it. Only its own, by its token.</summary>
internal static class NoticeEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var notices = app.MapGroup("/v1/notices").WithTags("Query").RequireScope(Scopes.SubjectsRead).LimitPerCaller().WithMetadata(new RefusalsRecordedByAttribute(typeof(StagedRefusals)));
        notices.MapGet("", ([AsParameters] NoticeQuery query, NoticeReader reader, HttpContext context, CancellationToken ct) => reader.FindAsync(query, context, ct))
            .WithSummary("Records that the agency was told of and that have changed since")
            .WithDescription("wait: long poll. Accept: text/event-stream gives server-sent events, from Last-Event-ID on.").Produces<NoticePage>().ProducesProblem(400);
        notices.MapGet("{id}", (string id, NoticeDesk desk, ClaimsPrincipal caller, CancellationToken ct) => desk.GetAsync(id, caller, ct))
            .WithSummary("One notice").Produces<NoticeAnswer>().ProducesProblem(404);
        notices.MapPost("{id}/confirmation", (string id, ConfirmationRequest request, NoticeDesk desk, ClaimsPrincipal caller, CancellationToken ct) => desk.ConfirmAsync(id, request, caller, ct))
            .WithSummary("Say what was done upon a notice").Produces<ConfirmationAnswer>().ProducesProblem(400).ProducesProblem(404).ProducesProblem(409);
    }
}
