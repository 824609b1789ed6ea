using System.Security.Claims;
using CreditShare.Domain.Cases;
using CreditShare.Hosting.Auth;
using CreditShare.Hosting.Limits;
using CreditShare.Query.Auditing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CreditShare.Query.Cases;

/// <summary>An agency's side of joint reward and punishment: the cases of measures that it is charged with, its claims, feedback and releases.</summary>
internal static class CaseEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var cases = app.MapGroup("/v1").WithTags("Query").WithMetadata(new RefusalsRecordedByAttribute(typeof(StagedRefusals)));
        cases.MapGet("cases", ([AsParameters] CaseListQuery query, CaseReader reader, HttpRequest request, ClaimsPrincipal caller, CancellationToken ct) => reader.ListAsync(query, request, CaseListQuery.Names, caller, ct))
            .RequireScope(Scopes.SubjectsRead).LimitPerCaller().WithSummary("The agency's cases, by state, in the order of their deadlines")
            .Produces<CasesAnswer>().ProducesProblem(400).ProducesProblem(403).ProducesProblem(503);
        cases.MapGet("cases/{id}", (string id, CaseReader reader, ClaimsPrincipal caller, CancellationToken ct) => reader.OneAsync(id, caller, ct))
            .RequireScope(Scopes.SubjectsRead).LimitPerCaller().WithSummary("One case").Produces<CasesAnswer>().ProducesProblem(404);
        cases.MapPost("cases/{id}/claim", (string id, CaseDesk desk, ClaimsPrincipal caller, CancellationToken ct) => desk.ClaimAsync(id, caller, ct))
            .RequireScope(Scopes.CasesWrite).LimitPerCaller().WithSummary("Take a case").Produces<CaseReceipt>().ProducesProblem(404).ProducesProblem(409);
        cases.MapPost("cases/{id}/feedback", (string id, FeedbackRequest request, CaseDesk desk, ClaimsPrincipal caller, CancellationToken ct) =>
                desk.FeedBackAsync(request with { Case = id }, caller, ct))
            .RequireScope(Scopes.CasesWrite).LimitPerCaller().WithSummary("Say whether the measure was applied, when, in which case, on what ground")
            .Produces<CaseReceipt>().ProducesProblem(400).ProducesProblem(404).ProducesProblem(409);
        cases.MapPost("feedback", (FeedbackRequest request, CaseDesk desk, ClaimsPrincipal caller, CancellationToken ct) => desk.FeedBackAsync(request, caller, ct))
            .RequireScope(Scopes.CasesWrite).LimitPerCaller().WithSummary("The same, naming the case in the body").Produces<CaseReceipt>().ProducesProblem(400).ProducesProblem(404).ProducesProblem(409);
        cases.MapPost("cases/{id}/release", (string id, ReleaseRequest? request, CaseDesk desk, ClaimsPrincipal caller, CancellationToken ct) =>
                desk.ReleaseAsync(id, request ?? new ReleaseRequest(null), caller, ct))
            .RequireScope(Scopes.CasesWrite).LimitPerCaller().WithSummary("Confirm that an applied measure whose record has ended was released")
            .Produces<CaseReceipt>().ProducesProblem(400).ProducesProblem(404).ProducesProblem(409);
    }
}
