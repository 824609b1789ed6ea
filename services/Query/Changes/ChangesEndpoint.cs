using System.Security.Claims;
using CreditShare.Hosting.Auth;
using CreditShare.Hosting.Limits;
using CreditShare.Query.Auditing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CreditShare.Query.Changes;

/// <summary>An agency's feed: what changed for the subjects that it watches, from a resume point on.</summary>
internal static class ChangesEndpoint
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/v1/changes", (string? since, string? wait, ChangesHandler handler, ClaimsPrincipal caller, CancellationToken ct) => handler.ReadAsync(since, wait, caller, ct))
            .WithTags("Query").RequireScope(Scopes.SubjectsRead).LimitPerCaller().WithMetadata(new RefusalsRecordedByAttribute(typeof(StagedRefusals)))
            .WithSummary("What changed for the watched subjects since a resume point")
            .WithDescription("since: the next of the answer before; left out, nothing is told and next is the present. wait: 0 to 30 seconds to wait for a change, if there is none.")
            .Produces<ChangesAnswer>().ProducesProblem(400).ProducesProblem(403).ProducesProblem(503);
}
