using CreditShare.Domain.Codes;
using CreditShare.Domain.Deciding;
using CreditShare.Hosting.Problems;

namespace CreditShare.Query.Asking;

/// <summary>What is wrong with the code of a subject that is asked about. An identity number is not echoed.</summary>
internal static class SubjectFaults
{
    /// <param name="pointer">Where the code stands in the question.</param>
    /// <param name="text">As it came.</param>
    /// <param name="code">What parsing it gave.</param>
    /// <returns>The fault; null if the code can be asked about.</returns>
    public static ProblemError? Of(string pointer, string text, ParseResult<UnifiedSocialCreditCode> code)
    {
        if (code.IsSuccess)
            return null;
        return PersonalData.ContainsIdentityNumber(text)
            ? new(pointer, "natural-person", null, "18 characters of a Unified Social Credit Code", "只能查询法人和非法人组织，不能查询自然人。", "Only organisations can be looked up, never natural persons.")
            : new(pointer, code.Fault.Code, Reason.Show(code.Fault.Found), code.Fault.ExpectedEnglish, $"{code.Fault.Chinese}{code.Fault.ExpectedChinese}", code.Fault.English);
    }
}
