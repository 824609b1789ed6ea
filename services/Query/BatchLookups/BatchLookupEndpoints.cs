using CreditShare.Hosting.Auth;
using CreditShare.Hosting.Limits;
using CreditShare.Query.Auditing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace CreditShare.Query.BatchLookups;

/// <summary>An agency's side: many subjects in one call, such as the bidders of a tender.</summary>
internal static class BatchLookupEndpoints
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapPost(
                "/v1/lookups",
                ([AsParameters] BatchLookupQuery query, HttpContext context, BatchLookupHandler handler, CancellationToken ct) => handler.AnswerAsync(query, context, ct))
            .WithTags("Query").RequireScope(Scopes.SubjectsRead).LimitPerCaller().WithMetadata(new RefusalsRecordedByAttribute(typeof(StagedRefusals)))
            .WithMetadata(new RequestSizeLimitAttribute(BatchRequestReader.MostBytes))
            .Accepts<BatchLookupBody>("application/json", BatchRequestReader.Ndjson)
            .WithSummary("Up to 10,000 subjects in one call, each with its answer or its own error")
            .WithDescription("One entry of the exchange log commits to the list and to each answer before the first byte leaves.")
            .Produces(200, contentType: "application/json", additionalContentTypes: BatchRequestReader.Ndjson)
            .ProducesProblem(400).ProducesProblem(403).ProducesProblem(406).ProducesProblem(413).ProducesProblem(415).ProducesProblem(503);
}
