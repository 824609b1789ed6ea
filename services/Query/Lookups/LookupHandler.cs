using System.Security.Claims;
using CreditShare.Domain.Codes;
using CreditShare.Domain.Lookups;
using CreditShare.Domain.Profiles;
using CreditShare.Hosting.Problems;
using CreditShare.Query.Asking;
using CreditShare.Query.Auditing;
using CreditShare.Storage;
using Microsoft.AspNetCore.Http;

namespace CreditShare.Query.Lookups;

/// <summary>Answers a lookup: its form, the agency's right to the purpose, one point read, the audited answer.</summary>
internal sealed class LookupHandler(AskingCheck check, IProfileStore profiles, AnswerBuilder answers, AuditedAnswer audited, LookupMetrics metrics)
{
    public async Task<IResult> AnswerAsync(string asked, LookupQuery query, HttpRequest http, ClaimsPrincipal caller, CancellationToken ct)
    {
        var code = UnifiedSocialCreditCode.Parse(query.Uscc);
        IReadOnlyList<ProblemError> faults = [.. SubjectFaults.Of("uscc", query.Uscc, code) is { } fault ? new[] { fault } : [], .. QueryParameters.Faults(http, LookupQuery.Names)];
        var (asking, refused) = await check.CheckAsync(
            caller, new(query.Purpose, query.CaseNumber, query.AsOf, query.KnownAt, query.Authorisation), faults, code.IsSuccess ? code.Value.Value : null, ct);
        if (asking is null)
        {
            if (refused!.StatusCode == StatusCodes.Status403Forbidden)
                metrics.Ended(asked, LookupMetrics.Refused);
            return refused;
        }
        try
        {
            var request = new LookupRequest(asking.Question(asked, code.Value.Value), asking.Account);
            var profile = await ProfileAsync(request.Question, ct);
            return await audited.GiveAsync(request, (entry, now) => answers.Build(request.Question, profile, entry, now), ct);
        }
        catch (StoreUnavailableException)
        {
            metrics.Ended(asked, LookupMetrics.Unavailable);
            throw;
        }
    }

    private async Task<PastProfile> ProfileAsync(LookupQuestion question, CancellationToken ct)
    {
        if (question.KnownAt is not { } instant)
            return new(await profiles.FindAsync(question.Subject, ct) ?? SubjectProfile.Empty(question.Subject), 0);
        var past = PastProfile.KnownAt(question.Subject, await profiles.HistoryAsync(question.Subject, ct), instant);
        // An answer that leaves them out, or calls them erased, would be untrue.
        return past.Missing == 0 ? past : throw new InvalidDataException($"The store has lost the content of {past.Missing} records; compare it with the log.");
    }
}
