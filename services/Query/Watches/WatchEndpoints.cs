using System.Security.Claims;
using CreditShare.Hosting.Auth;
using CreditShare.Hosting.Limits;
using CreditShare.Query.Auditing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CreditShare.Query.Watches;

/// <summary>An agency's side: which subjects it watches.</summary>
internal static class WatchEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var watches = app.MapGroup("/v1/watches").WithTags("Query").RequireScope(Scopes.SubjectsRead).LimitPerCaller().WithMetadata(new RefusalsRecordedByAttribute(typeof(StagedRefusals)));
        watches.MapPut("{uscc}", ([AsParameters] WatchQuery query, WatchDesk desk, ClaimsPrincipal caller, CancellationToken ct) => desk.PutAsync(query, caller, ct))
            .WithSummary("Watch a subject").WithDescription("Again with another purpose or case: the later one counts.")
            .Produces<WatchAnswer>().ProducesProblem(400).ProducesProblem(403).ProducesProblem(409).ProducesProblem(503);
        watches.MapDelete("{uscc}", (string uscc, WatchDesk desk, ClaimsPrincipal caller, CancellationToken ct) => desk.DeleteAsync(uscc, caller, ct))
            .WithSummary("Watch a subject no more").Produces(204).ProducesProblem(404).ProducesProblem(503);
        watches.MapGet("{uscc}", (string uscc, WatchDesk desk, ClaimsPrincipal caller, CancellationToken ct) => desk.FindAsync(uscc, caller, ct))
            .WithSummary("Whether the agency watches a subject").Produces<WatchAnswer>().ProducesProblem(404);
        watches.MapGet("", (string? after, WatchDesk desk, ClaimsPrincipal caller, CancellationToken ct) => desk.ListAsync(after, caller, ct))
            .WithSummary("The subjects that the agency watches").Produces<WatchPage>();
    }
}
