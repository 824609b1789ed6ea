using System.Security.Claims;
using CreditShare.Domain.Codes;
using CreditShare.Hosting.Auth;
using CreditShare.Hosting.Problems;
using CreditShare.Query.Asking;
using CreditShare.Query.Auditing;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CreditShare.Query.SubjectSide;

/// <summary>Whether a representative asks about the subject that its token names, and about no other.</summary>
internal sealed class RepresentativeCheck(StagedRefusals refusals, TimeProvider time)
{
    /// <param name="route">Method and route pattern, as the entry of a refusal names it.</param>
    /// <param name="uscc">The code in the address.</param>
    /// <param name="caller">Whose token it is.</param>
    /// <param name="ct">Ends when the caller has gone.</param>
    /// <returns>Who acts, or the answer to give instead.</returns>
    public async Task<(Representative? Representative, ProblemHttpResult? Refused)> CheckAsync(string route, string uscc, ClaimsPrincipal caller, CancellationToken ct)
    {
        var code = UnifiedSocialCreditCode.Parse(uscc);
        if (SubjectFaults.Of("uscc", uscc, code) is { } fault)
            return (null, Problem.Of(400, "subject-wrong", "统一社会信用代码不正确，问题逐项列出。", "The code of the subject is wrong: each fault is listed.", fault));
        if (PersonalData.ContainsIdentityNumber(caller.Authorisation()))
            return (null, await RefuseAsync(route, caller, "identity-number", "令牌中的授权书编号含有身份证号码：日志不可撤回。", "The token's authorisation holds an identity number: the log could not take it back.", ct));
        return string.Equals(code.Value.Value, caller.Subject(), StringComparison.OrdinalIgnoreCase)
            ? (new(code.Value.Value, caller.Account() ?? "", caller.Authorisation() ?? ""), null)
            : (null, await RefuseAsync(route, caller, "subject-other", "只能查看令牌所载信用主体自身的信息。", "Only the subject that the token names can be asked about.", ct));
    }

    private async Task<ProblemHttpResult> RefuseAsync(string route, ClaimsPrincipal caller, string code, string zh, string en, CancellationToken ct)
    {
        // The subject asked about is not named: a caller without a right to it could write of it in the log at will.
        await refusals.RecordAsync(new AccessRefusal(time.GetUtcNow(), caller.Account(), null, null, route, 403, code), ct);
        return Problem.Of(403, code, zh, en);
    }
}
