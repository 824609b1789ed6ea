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
        cases.MapGet("cases", ListAsync).RequireScope(Scopes.SubjectsRead).LimitPerCaller().WithSummary("The agency's cases, by state, in the order of their deadlines")
            .Produces<CasesAnswer>().ProducesProblem(400).ProducesProblem(403).ProducesProblem(503);
        cases.MapGet("cases/{id}", OneAsync).RequireScope(Scopes.SubjectsRead).LimitPerCaller().WithSummary("One case").Produces<CasesAnswer>().ProducesProblem(404);
        cases.MapPost("cases/{id}/claim", ClaimAsync).RequireScope(Scopes.CasesWrite).LimitPerCaller().WithSummary("Take a case").Produces<CaseReceipt>().ProducesProblem(404).ProducesProblem(409);
        cases.MapPost("cases/{id}/feedback", (string id, FeedbackRequest request, CaseCallers callers, FeedbackValidator validator, CaseStatements statements, ClaimsPrincipal caller, CancellationToken ct) =>
                FeedBackAsync("POST /v1/cases/{id}/feedback", request with { Case = id }, callers, validator, statements, caller, ct))
            .RequireScope(Scopes.CasesWrite).LimitPerCaller().WithSummary("Say whether the measure was applied, when, in which case, on what ground")
            .Produces<CaseReceipt>().ProducesProblem(400).ProducesProblem(404).ProducesProblem(409);
        cases.MapPost("feedback", (FeedbackRequest request, CaseCallers callers, FeedbackValidator validator, CaseStatements statements, ClaimsPrincipal caller, CancellationToken ct) =>
                FeedBackAsync("POST /v1/feedback", request, callers, validator, statements, caller, ct))
            .RequireScope(Scopes.CasesWrite).LimitPerCaller().WithSummary("The same, naming the case in the body").Produces<CaseReceipt>().ProducesProblem(400).ProducesProblem(404).ProducesProblem(409);
        cases.MapPost("cases/{id}/release", ReleaseAsync).RequireScope(Scopes.CasesWrite).LimitPerCaller().WithSummary("Confirm that an applied measure whose record has ended was released")
            .Produces<CaseReceipt>().ProducesProblem(400).ProducesProblem(404).ProducesProblem(409);
    }

    private static async Task<IResult> ListAsync(
        [AsParameters] CaseListQuery query, CaseCallers callers, CaseListValidator validator, CaseList list, HttpRequest request, ClaimsPrincipal caller, CancellationToken ct)
    {
        var (found, refused) = await callers.FindAsync("GET /v1/cases", caller, ct);
        if (found is null)
            return refused!;
        return CaseProblems.Of(validator.Validate(query), request, CaseListQuery.Names) ?? await list.PageAsync(found, query, request.Path, ct);
    }

    private static async Task<IResult> OneAsync(string id, CaseCallers callers, CaseList list, ClaimsPrincipal caller, CancellationToken ct)
    {
        var (found, refused) = await callers.FindAsync("GET /v1/cases/{id}", caller, ct);
        if (found is null)
            return refused!;
        return await callers.CaseAsync(found.Agency, id, ct) is { } held ? await list.OneAsync(found, held, ct) : CaseProblems.Unknown;
    }

    private static async Task<IResult> ClaimAsync(string id, CaseCallers callers, CaseStatements statements, ClaimsPrincipal caller, CancellationToken ct)
    {
        var (found, refused) = await callers.FindAsync("POST /v1/cases/{id}/claim", caller, ct);
        if (found is null)
            return refused!;
        return await callers.CaseAsync(found.Agency, id, ct) is { } held ? await statements.ClaimAsync(held, found.Actor, ct) : CaseProblems.Unknown;
    }

    private static async Task<IResult> FeedBackAsync(
        string route, FeedbackRequest request, CaseCallers callers, FeedbackValidator validator, CaseStatements statements, ClaimsPrincipal caller, CancellationToken ct)
    {
        var (found, refused) = await callers.FindAsync(route, caller, ct);
        if (found is null)
            return refused!;
        if (CaseProblems.Of(validator.Validate(request)) is { } invalid)
            return invalid;
        return await callers.CaseAsync(found.Agency, request.Case!, ct) is { } held ? await statements.FeedBackAsync(held, found.Actor, request, ct) : CaseProblems.Unknown;
    }

    private static async Task<IResult> ReleaseAsync(
        string id, ReleaseRequest? request, CaseCallers callers, ReleaseValidator validator, CaseStatements statements, ClaimsPrincipal caller, CancellationToken ct)
    {
        var (found, refused) = await callers.FindAsync("POST /v1/cases/{id}/release", caller, ct);
        if (found is null)
            return refused!;
        var release = request ?? new ReleaseRequest(null);
        if (CaseProblems.Of(validator.Validate(release)) is { } invalid)
            return invalid;
        return await callers.CaseAsync(found.Agency, id, ct) is { } held ? await statements.ReleaseAsync(held, found.Actor, release, ct) : CaseProblems.Unknown;
    }
}
