using CreditShare.Domain.Codes;
using CreditShare.Hosting.Problems;
using CreditShare.Query.Asking;

namespace CreditShare.Query.BatchLookups;

/// <summary>What becomes of one line: one of the last three is there.</summary>
/// <param name="Number">As the caller counts, from 1.</param>
/// <param name="Code">The code as it is written properly; null where it is wrong.</param>
/// <param name="Place">Of the code in the list that is answered, from 0.</param>
/// <param name="SameAs">The line that has the same code and the answer.</param>
/// <param name="Error">What is wrong with the line.</param>
internal sealed record BatchLine(int Number, string? Code, int? Place, int? SameAs, ProblemError? Error);

/// <summary>The lines of a lookup of many, judged, and the codes that are answered: each right one once, in the order of the lines.</summary>
internal sealed record BatchLines(IReadOnlyList<BatchLine> Lines, IReadOnlyList<string> Codes)
{
    private const string Pointer = "code";

    public static BatchLines Of(IReadOnlyList<(int Line, string? Text)> texts)
    {
        var (lines, codes, first) = (new List<BatchLine>(texts.Count), new List<string>(texts.Count), new Dictionary<string, int>());
        foreach (var (number, text) in texts)
        {
            if (text is null)
            {
                lines.Add(new(number, null, null, null, new(Pointer, "code-missing", null, "\"91…\" or {\"code\":\"91…\"}", "该行没有代码。", "The line holds no code.")));
                continue;
            }
            var code = UnifiedSocialCreditCode.Parse(text);
            if (SubjectFaults.Of(Pointer, text, code) is { } fault)
                lines.Add(new(number, null, null, null, fault));
            else if (first.TryGetValue(code.Value.Value, out var sameAs))
                lines.Add(new(number, code.Value.Value, null, sameAs, null));
            else
            {
                first[code.Value.Value] = number;
                lines.Add(new(number, code.Value.Value, codes.Count, null, null));
                codes.Add(code.Value.Value);
            }
        }
        return new(lines, codes);
    }
}
