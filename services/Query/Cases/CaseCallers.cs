using System.Security.Claims;
using CreditShare.Domain.Cases;
using CreditShare.Domain.Members;
using CreditShare.ExchangeLog.Entries;
using CreditShare.Hosting.Auth;
using CreditShare.Query.Asking;
using CreditShare.Storage;
using Microsoft.AspNetCore.Http;

namespace CreditShare.Query.Cases;

/// <summary>An agency that speaks of its cases.</summary>
/// <param name="Agency">From the token, and in the register.</param>
/// <param name="Account">From the token.</param>
internal sealed record CaseCaller(Agency Agency, string Account)
{
    public EntryActor Actor => new(Agency.City, Agency.Code, Account);
}

/// <summary>Who speaks, and of which of its own cases.</summary>
internal sealed class CaseCallers(AskingCheck check, ICaseStore cases)
{
    /// <returns>Who speaks, or the answer to give instead: the register has no such agency, and that is an entry of the log first.</returns>
    public async Task<(CaseCaller? Caller, IResult? Refused)> FindAsync(ClaimsPrincipal caller, CancellationToken ct)
    {
        var (agency, refused) = await check.AgencyAsync(caller, ct);
        return (agency is null ? null : new(agency, caller.Account() ?? ""), refused);
    }

    /// <returns>Null if there is no such case, or it is another agency's.</returns>
    public async Task<MeasureCase?> CaseAsync(Agency agency, string id, CancellationToken ct) =>
        await cases.FindAsync([id], ct) is [var held] && held.Agency == agency.Code ? held : null;
}
