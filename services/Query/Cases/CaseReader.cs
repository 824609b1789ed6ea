using System.Security.Claims;
using CreditShare.Domain.Cases;
using Microsoft.AspNetCore.Http;

namespace CreditShare.Query.Cases;

/// <summary>Shows an agency its own cases.</summary>
internal sealed class CaseReader(CaseCallers callers, CaseListValidator validator, CaseList list)
{
    /// <param name="query">Which cases.</param>
    /// <param name="request">Whose parameters may be more than the query knows.</param>
    /// <param name="names">The parameters that there are.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="ct">Cancels the reading.</param>
    public async Task<IResult> ListAsync(CaseListQuery query, HttpRequest request, IReadOnlyList<string> names, ClaimsPrincipal caller, CancellationToken ct)
    {
        var (found, refused) = await callers.FindAsync(caller, ct);
        if (found is null)
            return refused!;
        return CaseProblems.Of(validator.Validate(query), request, names) ?? await list.PageAsync(found, query, request.Path, ct);
    }

    public async Task<IResult> OneAsync(string id, ClaimsPrincipal caller, CancellationToken ct)
    {
        var (found, refused) = await callers.FindAsync(caller, ct);
        if (found is null)
            return refused!;
        return await callers.CaseAsync(found.Agency, id, ct) is { } held ? await list.OneAsync(found, held, ct) : CaseProblems.Unknown;
    }

    /// <inheritdoc cref="CaseList.CountAsync"/>
    public Task<BoundedCount> CountAsync(string agency, CaseState state, int most, CancellationToken ct) => list.CountAsync(agency, state, most, ct);
}
