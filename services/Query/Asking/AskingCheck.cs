using System.Security.Claims;
using System.Text.Json;
using CreditShare.Domain.Deciding;
using CreditShare.Domain.Members;
using CreditShare.ExchangeLog.Entries;
using CreditShare.Hosting.Auth;
using CreditShare.Hosting.Problems;
using CreditShare.Query.Auditing;
using CreditShare.Storage.Seeds;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CreditShare.Query.Asking;

/// <summary>
/// Whether an agency may ask what it asks, the same for every question about subjects: the agency is in the register, purpose and case are named in their form, the agency may state the
/// purpose. Faults of form are answered with 400, all at once; what is not allowed with 403, and is an entry of the log first, which names the page or the endpoint where it was asked.
/// </summary>
internal sealed class AskingCheck(SeedFolder seeds, StatementValidator validator, StagedRefusals refusals, IHttpContextAccessor http, TimeProvider time)
{
    /// <param name="caller">Whose token it is.</param>
    /// <param name="statement">What is stated.</param>
    /// <param name="more">Faults that the question has beside its statement: they come first in the answer.</param>
    /// <param name="subject">The subject asked about, if it is one and its code is right: the entry of a refusal names it.</param>
    /// <param name="ct">Ends when the caller has gone.</param>
    /// <returns>Who asks, or the answer to give instead.</returns>
    public async Task<(AgencyAsking? Asking, ProblemHttpResult? Refused)> CheckAsync(
        ClaimsPrincipal caller, Statement statement, IReadOnlyList<ProblemError> more, string? subject, CancellationToken ct)
    {
        var (agency, unknown) = await AgencyAsync(caller, ct);
        if (agency is null)
            return (null, unknown);
        var faults = Faults(statement, agency);
        if (more.Count + faults.Count > 0)
            return (null, Problem.Of(400, "lookup-invalid", "查询条件不完整或不正确，问题逐项列出。", "The lookup is incomplete or wrong: each fault is listed.", [.. more, .. faults]));
        var asking = new AgencyAsking(
            agency, caller.Account() ?? "", seeds.Purposes[statement.Purpose!], statement.CaseNumber!.Trim(),
            StatementValidator.Day(statement.AsOf), StatementValidator.Instant(statement.KnownAt), statement.Authorisation?.Trim());
        if (!agency.Purposes.Contains(asking.Purpose.Code))
            return (null, await RefuseAsync(
                caller, asking, subject, "purpose-not-allowed", $"贵机构不能以“{asking.Purpose.Zh}”为用途查询，可用：{string.Join("、", agency.Purposes.Select(code => $"{seeds.Purposes[code].Zh}（{code}）"))}。",
                $"The agency may not state the purpose {asking.Purpose.Code}; it may state {string.Join(", ", agency.Purposes)}.", ct));
        return (asking, null);
    }

    /// <summary>Who asks, where no purpose and case need be stated because they were before: a watch, a feed.</summary>
    /// <param name="caller">Whose token it is.</param>
    /// <param name="ct">Ends when the caller has gone.</param>
    public async Task<(Agency? Agency, ProblemHttpResult? Refused)> AgencyAsync(ClaimsPrincipal caller, CancellationToken ct) =>
        seeds.Agencies.GetValueOrDefault(caller.Agency() ?? "") is { } agency
            ? (agency, null)
            : (null, await RefuseAsync(caller, null, null, "agency-unknown", $"名录中没有机构 {caller.Agency()}。", $"The register has no agency {caller.Agency()}.", ct));

    /// <summary>The same, as the log names who asks.</summary>
    /// <param name="caller">Whose token it is.</param>
    /// <param name="ct">Ends when the caller has gone.</param>
    public async Task<(EntryActor? Actor, ProblemHttpResult? Refused)> ActorAsync(ClaimsPrincipal caller, CancellationToken ct)
    {
        var (agency, refused) = await AgencyAsync(caller, ct);
        return (agency is null ? null : new(agency.City, agency.Code, caller.Account() ?? ""), refused);
    }

    private List<ProblemError> Faults(Statement statement, Agency agency)
    {
        var errors = new List<ProblemError>();
        foreach (var fault in validator.Validate(statement).Errors)
        {
            var texts = fault.ErrorMessage.Split('|');
            var (found, right) = fault.PropertyName switch
            {
                nameof(Statement.Purpose) => (null, Purposes(agency)),
                nameof(Statement.AsOf) => (Reason.Show(statement.AsOf!), "a day, not later than today"),
                nameof(Statement.KnownAt) => (Reason.Show(statement.KnownAt!), "an instant, not later than now"),
                _ => (null, "1 to 100 characters"),
            };
            errors.Add(new(JsonNamingPolicy.CamelCase.ConvertName(fault.PropertyName), fault.ErrorCode, found, right, texts[0], texts[^1]));
        }
        if (!string.IsNullOrEmpty(statement.Purpose) && !seeds.Purposes.ContainsKey(statement.Purpose))
            errors.Add(new("purpose", "purpose-unknown", Reason.Show(statement.Purpose), Purposes(agency), "没有这个用途。", "There is no such purpose."));
        return errors;
    }

    private string Purposes(Agency agency) => string.Join(", ", agency.Purposes.Select(code => $"{code} ({seeds.Purposes[code].Zh})"));

    private async Task<ProblemHttpResult> RefuseAsync(
        ClaimsPrincipal caller, AgencyAsking? asking, string? subject, string code, string zh, string en, CancellationToken ct)
    {
        var refusal = new AccessRefusal(time.GetUtcNow(), caller.Account(), asking?.Agency.City ?? caller.City(), caller.Agency(), RouteName.Of(http.HttpContext!), 403, code);
        // Without a purpose that stands, the entry names no subject: nothing was asked yet.
        await refusals.RecordAsync(refusal, asking, asking is null ? null : subject, ct);
        return Problem.Of(403, code, zh, en);
    }
}
