using System.Security.Claims;
using CreditShare.Hosting.Auth;
using CreditShare.Hosting.Problems;
using CreditShare.Pages.Frame;
using CreditShare.Query.Asking;
using CreditShare.Query.Pages.Lookups;
using CreditShare.Query.Watches;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace CreditShare.Query.Pages.Watches;

/// <summary>Sets watches by form, ends them, and marks their changes as seen.</summary>
internal static class WatchForms
{
    public static void Map(RouteGroupBuilder pages)
    {
        pages.MapPost("watches", PutAsync).RequireScope(Scopes.SubjectsRead);
        pages.MapPost("watches/end", EndAsync).RequireScope(Scopes.SubjectsRead);
        pages.MapGet("watches/{done}", () => AgencyPages.To("/agency/watches")).RequireScope(Scopes.SubjectsRead);
        pages.MapPost("watches/seen", MarkAsync).RequireScope(Scopes.SubjectsRead);
    }

    private static async Task<IResult> PutAsync([AsParameters] LookupFields fields, WatchDesk desk, SeenChanges seen, ClaimsPrincipal caller, CancellationToken ct)
    {
        var set = await desk.PutAsync(new() { Uscc = fields.Subject?.Trim() ?? "", Purpose = fields.Purpose, CaseNumber = fields.CaseNumber }, caller, ct);
        if (set is FileContentHttpResult)
        {
            // From the first watch on there is a place from which changes count.
            await seen.ReadAsync(caller.Agency()!, ct);
            return AgencyPages.To("/agency/watches");
        }
        return set is ProblemHttpResult { StatusCode: StatusCodes.Status400BadRequest or StatusCodes.Status409Conflict } refused
            ? PageResult.Of<WatchesPage>(refused.StatusCode, (nameof(WatchesPage.Fields), fields), (nameof(WatchesPage.Errors), Refusals.AtForm(refused)))
            : set;
    }

    private static async Task<IResult> EndAsync([FromForm] string? code, WatchDesk desk, ClaimsPrincipal caller, CancellationToken ct) =>
        await desk.DeleteAsync(code ?? "", caller, ct) is var ended && ended is ProblemHttpResult ? ended : AgencyPages.To("/agency/watches");

    private static async Task<IResult> MarkAsync([FromForm] string? until, AskingCheck check, SeenChanges seen, ClaimsPrincipal caller, CancellationToken ct)
    {
        var (agency, refused) = await check.AgencyAsync(caller, ct);
        if (agency is null)
            return refused!;
        if (await seen.ParseAsync(until, ct) is not { } point)
            return Problem.Of(400, "resume-point", "没有这个位置，请从“关注的主体”页面标记。", "There is no such place: mark it on the page of watched subjects.");
        await seen.MarkAsync(agency.Code, point, ct);
        return AgencyPages.To("/agency/watches");
    }
}
