using CreditShare.Hosting.Auth;
using CreditShare.Pages.Frame;
using CreditShare.Query.Notices;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace CreditShare.Query.Pages.Notices;

/// <summary>Confirms notices by form.</summary>
internal static class NoticeForms
{
    public static void Map(RouteGroupBuilder pages) => pages.MapPost("notices/{id}", ConfirmAsync).RequireScope(Scopes.SubjectsRead);

    private static async Task<IResult> ConfirmAsync(string id, [FromForm] string? done, [FromForm] string? text, NoticeDesk desk, HttpContext context, CancellationToken ct)
    {
        var request = new ConfirmationRequest(done, string.IsNullOrWhiteSpace(text) ? null : text.ReplaceLineEndings(" "));
        var confirmed = await desk.ConfirmAsync(id, request, context.User, ct);
        if (confirmed is not ProblemHttpResult refused)
            return AgencyPages.To($"/agency/notices/{Uri.EscapeDataString(id)}");
        if (refused.StatusCode is not (StatusCodes.Status400BadRequest or StatusCodes.Status409Conflict))
            return refused;
        return await desk.GetAsync(id, context.User, ct) is var one && one is Ok<NoticeAnswer> { Value: { } notice }
            ? PageResult.Of<NoticeView>(
                refused.StatusCode, (nameof(NoticeView.Notice), notice), (nameof(NoticeView.Done), done), (nameof(NoticeView.Text), text), (nameof(NoticeView.Errors), Refusals.AtForm(refused)))
            : one;
    }
}
