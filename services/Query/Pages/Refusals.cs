using CreditShare.Hosting.Problems;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CreditShare.Query.Pages;

/// <summary>What a handler refuses, as a page reads it.</summary>
internal static class Refusals
{
    /// <summary>Its faults, the refusal itself being one where it names none: to stand at the form that was sent.</summary>
    public static IReadOnlyList<ProblemError> AtForm(ProblemHttpResult refused) => refused.ProblemDetails.Errors() is { Count: > 0 } errors ? errors
        : [new("", refused.ProblemDetails.Extensions["code"] as string ?? "", null, null, refused.ProblemDetails.Detail ?? "", refused.ProblemDetails.Title ?? "")];
}
