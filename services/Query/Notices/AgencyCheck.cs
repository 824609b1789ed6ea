using System.Security.Claims;
using CreditShare.ExchangeLog.Entries;
using CreditShare.Hosting.Auth;
using CreditShare.Hosting.Problems;
using CreditShare.Query.Auditing;
using CreditShare.Storage.Seeds;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CreditShare.Query.Notices;

/// <summary>Whether the token's agency is in the register; one that is not is refused, and that is an entry of the log.</summary>
internal sealed class AgencyCheck(SeedFolder seeds, StagedRefusals refusals, TimeProvider time)
{
    /// <returns>The agency as the log names it, or the answer to give instead.</returns>
    public async Task<(EntryActor? Agency, ProblemHttpResult? Refused)> CheckAsync(string route, ClaimsPrincipal caller, CancellationToken ct)
    {
        if (seeds.Agencies.GetValueOrDefault(caller.Agency() ?? "") is { } agency)
            return (new(agency.City, agency.Code, caller.Account()!), null);
        await refusals.RecordAsync(new AccessRefusal(time.GetUtcNow(), caller.Account(), caller.City(), caller.Agency(), route, 403, "agency-unknown"), ct);
        return (null, Problem.Of(403, "agency-unknown", $"名录中没有机构 {caller.Agency()}。", $"The register has no agency {caller.Agency()}."));
    }
}
