using System.Security.Claims;
using CreditShare.Domain.Cases;
using CreditShare.Hosting.Auth;
using CreditShare.Pages.Frame;
using CreditShare.Query.Cases;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace CreditShare.Query.Pages.Cases;

/// <summary>What an official says of a case by form. What stands afterwards is the case's page.</summary>
internal static class CaseForms
{
    public static void Map(RouteGroupBuilder pages)
    {
        // Whoever switches the language where a form was shown again comes back to its address.
        pages.MapGet("cases/{id}/{said}", (string id) => AgencyPages.To($"/agency/cases/{Uri.EscapeDataString(id)}")).RequireScope(Scopes.SubjectsRead);
        pages.MapPost("cases/{id}/claim", async (string id, [AsParameters] CaseFields fields, CaseDesk desk, CaseReader reader, ClaimsPrincipal caller, CancellationToken ct) =>
            await AfterAsync(id, fields, await desk.ClaimAsync(id, caller, ct), reader, caller, ct)).RequireScope(Scopes.CasesWrite);
        pages.MapPost("cases/{id}/feedback", async (string id, [AsParameters] CaseFields fields, CaseDesk desk, CaseReader reader, ClaimsPrincipal caller, CancellationToken ct) =>
        {
            var feedback = new FeedbackRequest(id, bool.TryParse(fields.Applied, out var applied) ? applied : null, fields.On, fields.CaseNumber, string.IsNullOrWhiteSpace(fields.Ground) ? null : fields.Ground.ReplaceLineEndings(" "));
            return await AfterAsync(id, fields, await desk.FeedBackAsync(feedback, caller, ct), reader, caller, ct);
        }).RequireScope(Scopes.CasesWrite);
        pages.MapPost("cases/{id}/release", async (string id, [AsParameters] CaseFields fields, CaseDesk desk, CaseReader reader, ClaimsPrincipal caller, CancellationToken ct) =>
            await AfterAsync(id, fields, await desk.ReleaseAsync(id, new(string.IsNullOrEmpty(fields.On) ? null : fields.On), caller, ct), reader, caller, ct)).RequireScope(Scopes.CasesWrite);
    }

    /// <summary>The case's page: by a redirect if what was said stands, else with what was typed and what is wrong with it.</summary>
    private static async Task<IResult> AfterAsync(string id, CaseFields fields, IResult said, CaseReader reader, ClaimsPrincipal caller, CancellationToken ct)
    {
        if (said is not ProblemHttpResult refused)
            return AgencyPages.To($"/agency/cases/{Uri.EscapeDataString(id)}");
        if (refused.StatusCode is not (StatusCodes.Status400BadRequest or StatusCodes.Status409Conflict))
            return refused;
        return await reader.OneAsync(id, caller, ct) is var one && one is FileContentHttpResult file
            ? PageResult.Of<CaseView>(
                refused.StatusCode, (nameof(CaseView.Case), CasesAnswerJson.Read(file.FileContents.Span).Items[0]), (nameof(CaseView.Fields), fields), (nameof(CaseView.Errors), Refusals.AtForm(refused)))
            : one;
    }
}
