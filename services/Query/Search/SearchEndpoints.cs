using CreditShare.Hosting.Auth;
using CreditShare.Hosting.Limits;
using CreditShare.Query.Auditing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CreditShare.Query.Search;

/// <summary>An agency's side: which code an organisation has.</summary>
internal static class SearchEndpoints
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet(
                "/v1/subjects",
                ([AsParameters] SearchQuery query, HttpContext context, SearchHandler handler, CancellationToken ct) => handler.FindAsync(query, context.Request, context.User, ct))
            .WithTags("Query").RequireScope(Scopes.SubjectsRead).LimitPerCaller().WithMetadata(new RefusalsRecordedByAttribute(typeof(StagedRefusals)))
            .WithSummary("Subjects by name: exact, but for the form of company, beginning with it, containing it; old names too")
            .WithDescription("Every answer is an entry in the exchange log before it leaves.")
            .Produces<SearchAnswer>().ProducesProblem(400).ProducesProblem(403).ProducesProblem(503);
}
