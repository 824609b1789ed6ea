using CreditShare.Hosting.Problems;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CreditShare.Query.Pages;

/// <summary>What a handler refuses, as a page reads it.</summary>
internal static class Refusals
{
    /// <summary>The faults of a form; none if it was refused for something else.</summary>
    public static IReadOnlyList<ProblemError> Errors(ProblemHttpResult refused) =>
        refused.ProblemDetails.Extensions.TryGetValue("errors", out var errors) && errors is IReadOnlyList<ProblemError> faults ? faults : [];

    /// <summary>The same, the refusal itself being one where it names none: to stand at the form that was sent.</summary>
    public static IReadOnlyList<ProblemError> AtForm(ProblemHttpResult refused) => Errors(refused) is { Count: > 0 } errors ? errors
        : [new("", refused.ProblemDetails.Extensions["code"] as string ?? "", null, null, refused.ProblemDetails.Detail ?? "", refused.ProblemDetails.Title ?? "")];
}
