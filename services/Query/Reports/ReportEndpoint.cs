using CreditShare.Hosting.Auth;
using CreditShare.Hosting.Limits;
using CreditShare.Query.Auditing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CreditShare.Query.Reports;

/// <summary>An agency's side: a report of one subject, for the file or for printing.</summary>
internal static class ReportEndpoint
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet(
                "/v1/subjects/{uscc}/report",
                ([AsParameters] ReportQuery query, HttpContext context, ReportHandler handler, CancellationToken ct) => handler.IssueAsync(query, context.User, context.Response, ct))
            .WithTags("Query").RequireScope(Scopes.SubjectsRead).LimitPerCaller().WithMetadata(new RefusalsRecordedByAttribute(typeof(StagedRefusals)))
            .WithSummary("A credit report of one subject, as HTML or PDF")
            .WithDescription("Measures, rewards and records as the lookups give them. Its entry in the exchange log is durable before it leaves; the code on it leads to a page that says whether it is genuine and still current.")
            .Produces<string>(contentType: "text/html").Produces<byte[]>(contentType: "application/pdf").ProducesProblem(400).ProducesProblem(403).ProducesProblem(503);
}
