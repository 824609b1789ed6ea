using System.Security.Claims;
using System.Text.Json;
using CreditShare.Domain.Codes;
using CreditShare.Domain.Deciding;
using CreditShare.Domain.Lookups;
using CreditShare.Domain.Members;
using CreditShare.Domain.Profiles;
using CreditShare.Hosting.Auth;
using CreditShare.Hosting.Problems;
using CreditShare.Query.Auditing;
using CreditShare.Storage;
using CreditShare.Storage.Seeds;
using FluentValidation.Results;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CreditShare.Query.Lookups;

/// <summary>Answers a lookup: its form, the agency's right to the purpose, one point read, the audited answer.</summary>
internal sealed class LookupHandler(
    SeedFolder seeds, IProfileStore profiles, LookupValidator validator, AnswerBuilder answers, AuditedAnswer audited, StagedRefusals refusals, LookupMetrics metrics, TimeProvider time)
{
    public async Task<IResult> AnswerAsync(string asked, LookupQuery query, ClaimsPrincipal caller, CancellationToken ct)
    {
        var code = UnifiedSocialCreditCode.Parse(query.Uscc);
        var form = validator.Validate(query);
        if (seeds.Agencies.GetValueOrDefault(caller.Agency() ?? "") is not { } agency)
            return await RefuseAsync(asked, caller, null, "agency-unknown", $"名录中没有机构 {caller.Agency()}。", $"The register has no agency {caller.Agency()}.", ct);
        var purpose = seeds.Purposes.GetValueOrDefault(query.Purpose ?? "");
        if (!code.IsSuccess || !form.IsValid || purpose is null)
            return Invalid(query, code, form, purpose, agency);
        var request = new LookupRequest(
            new(asked, code.Value.Value, agency.Code, agency.City, purpose.Code, query.CaseNumber!.Trim(), LookupValidator.Day(query.AsOf), LookupValidator.Instant(query.KnownAt)),
            caller.Account() ?? "");
        if (!agency.Purposes.Contains(purpose.Code))
            return await RefuseAsync(
                asked, caller, request, "purpose-not-allowed", $"贵机构不能以“{purpose.Zh}”为用途查询，可用：{string.Join("、", agency.Purposes)}。",
                $"The agency may not state the purpose {purpose.Code}; it may state {string.Join(", ", agency.Purposes)}.", ct);
        try
        {
            var profile = await ProfileAsync(request.Question, ct);
            return await audited.GiveAsync(request, (entry, now) => answers.Build(request.Question, profile, entry, now), ct);
        }
        catch (StoreUnavailableException)
        {
            metrics.Ended(asked, LookupMetrics.Unavailable);
            throw;
        }
    }

    private async Task<PastProfile> ProfileAsync(LookupQuestion question, CancellationToken ct) =>
        question.KnownAt is { } instant
            ? PastProfile.KnownAt(question.Subject, await profiles.HistoryAsync(question.Subject, ct), instant)
            : new(await profiles.FindAsync(question.Subject, ct) ?? SubjectProfile.Empty(question.Subject), 0);

    private ProblemHttpResult Invalid(
        LookupQuery query, ParseResult<UnifiedSocialCreditCode> code, ValidationResult form, Purpose? purpose, Agency agency)
    {
        var errors = new List<ProblemError>();
        if (PersonalData.ContainsIdentityNumber(query.Uscc))
            errors.Add(new("uscc", "natural-person", null, "18 characters of a Unified Social Credit Code", "只能查询法人和非法人组织，不能查询自然人。", "Only organisations can be looked up, never natural persons."));
        else if (!code.IsSuccess)
            errors.Add(new("uscc", code.Fault.Code, Reason.Show(code.Fault.Found), code.Fault.ExpectedEnglish, $"{code.Fault.Chinese}{code.Fault.ExpectedChinese}", code.Fault.English));
        foreach (var fault in form.Errors)
        {
            var texts = fault.ErrorMessage.Split('|');
            var (found, right) = fault.PropertyName switch
            {
                nameof(LookupQuery.Purpose) => (null, Purposes(agency)),
                nameof(LookupQuery.AsOf) => (Reason.Show(query.AsOf!), "a day, not later than today"),
                nameof(LookupQuery.KnownAt) => (Reason.Show(query.KnownAt!), "an instant, not later than now"),
                _ => (null, "1 to 100 characters"),
            };
            errors.Add(new(JsonNamingPolicy.CamelCase.ConvertName(fault.PropertyName), fault.ErrorCode, found, right, texts[0], texts[^1]));
        }
        if (purpose is null && !string.IsNullOrEmpty(query.Purpose))
            errors.Add(new("purpose", "purpose-unknown", query.Purpose, Purposes(agency), "没有这个用途。", "There is no such purpose."));
        return Problem.Of(400, "lookup-invalid", "查询条件不完整或不正确，见 errors。", "The lookup is incomplete or wrong, see errors.", errors);
    }

    private string Purposes(Agency agency) => string.Join(", ", agency.Purposes.Select(code => $"{code} ({seeds.Purposes[code].Zh})"));

    /// <param name="request">What was asked, where it could be read: the entry then names subject, purpose and case.</param>
    private async Task<ProblemHttpResult> RefuseAsync(
        string asked, ClaimsPrincipal caller, LookupRequest? request, string code, string zh, string en, CancellationToken ct)
    {
        var refusal = new AccessRefusal(
            time.GetUtcNow(), caller.Account(), request?.Question.City ?? caller.City(), caller.Agency(), $"GET /v1/subjects/{{uscc}}/{asked}", 403, code);
        await refusals.RecordAsync(refusal, request, ct);
        metrics.Ended(asked, LookupMetrics.Refused);
        return Problem.Of(403, code, zh, en);
    }
}
