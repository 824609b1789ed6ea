using System.Globalization;
using System.Text.Json;
using CreditShare.Domain.Deciding;
using CreditShare.Hosting.Problems;
using FluentValidation.Results;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CreditShare.Committee.Entries;

/// <summary>Every fault of a question to the log at once.</summary>
internal static class QuestionCheck
{
    /// <param name="query">The question.</param>
    /// <param name="validator">Of its form.</param>
    /// <param name="request">Whose parameters may be more than the question knows.</param>
    /// <param name="names">The parameters that there are.</param>
    /// <returns>400 with the faults; null if there are none.</returns>
    public static ProblemHttpResult? Refuse(EntryQuery query, EntryQueryValidator validator, HttpRequest request, IReadOnlyList<string> names)
    {
        var form = validator.Validate(query);
        // What is wrong with a repeated one is told once.
        form.Errors.RemoveAll(fault => request.Query.TryGetValue(fault.PropertyName, out var values) && values.Count > 1);
        IReadOnlyList<ProblemError> faults = [.. QueryParameters.Faults(request, names), .. form.Errors.Select(Error)];
        return faults.Count == 0 ? null : Problem.Of(400, "query-invalid", "查询条件不正确，问题逐项列出。", "The query is wrong: each fault is listed.", [.. faults]);
    }

    /// <summary>Every fault of a question that comes from a form; empty if there are none.</summary>
    public static IReadOnlyList<ProblemError> Faults(EntryQuery query, EntryQueryValidator validator) => [.. validator.Validate(query).Errors.Select(Error)];

    private static ProblemError Error(ValidationFailure fault)
    {
        var texts = fault.ErrorMessage.Split('|');
        return new(
            JsonNamingPolicy.CamelCase.ConvertName(fault.PropertyName), fault.ErrorCode,
            fault.ErrorCode == EntryQueryValidator.IdentityNumber ? null : Reason.Show(Convert.ToString(fault.AttemptedValue, CultureInfo.InvariantCulture)), null, texts[0], texts[^1]);
    }
}
