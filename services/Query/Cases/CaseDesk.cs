using System.Security.Claims;
using Microsoft.AspNetCore.Http;

namespace CreditShare.Query.Cases;

/// <summary>Takes what an agency says of its own cases: who it is, the form of what is said, then the statement.</summary>
internal sealed class CaseDesk(CaseCallers callers, FeedbackValidator feedbacks, ReleaseValidator releases, CaseStatements statements)
{
    public async Task<IResult> ClaimAsync(string id, ClaimsPrincipal caller, CancellationToken ct)
    {
        var (found, refused) = await callers.FindAsync(caller, ct);
        if (found is null)
            return refused!;
        return await callers.CaseAsync(found.Agency, id, ct) is { } held ? await statements.ClaimAsync(held, found.Actor, ct) : CaseProblems.Unknown;
    }

    /// <param name="request">What was done; names the case.</param>
    /// <param name="caller">Who says so.</param>
    /// <param name="ct">Ends when the caller has gone.</param>
    public async Task<IResult> FeedBackAsync(FeedbackRequest request, ClaimsPrincipal caller, CancellationToken ct)
    {
        var (found, refused) = await callers.FindAsync(caller, ct);
        if (found is null)
            return refused!;
        if (CaseProblems.Of(feedbacks.Validate(request)) is { } invalid)
            return invalid;
        return await callers.CaseAsync(found.Agency, request.Case!, ct) is { } held ? await statements.FeedBackAsync(held, found.Actor, request, ct) : CaseProblems.Unknown;
    }

    public async Task<IResult> ReleaseAsync(string id, ReleaseRequest release, ClaimsPrincipal caller, CancellationToken ct)
    {
        var (found, refused) = await callers.FindAsync(caller, ct);
        if (found is null)
            return refused!;
        if (CaseProblems.Of(releases.Validate(release)) is { } invalid)
            return invalid;
        return await callers.CaseAsync(found.Agency, id, ct) is { } held ? await statements.ReleaseAsync(held, found.Actor, release, ct) : CaseProblems.Unknown;
    }
}
