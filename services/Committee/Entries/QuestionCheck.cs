using System.Globalization;
using System.Text.Json;
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
        var list = string.Join(", ", names);
        // A misspelt or repeated filter that is passed over would give an answer to another question.
        foreach (var (name, values) in request.Query.Where(parameter => !names.Contains(parameter.Key) || parameter.Value.Count > 1))
        {
            form.Errors.RemoveAll(fault => string.Equals(fault.PropertyName, name, StringComparison.OrdinalIgnoreCase));
            form.Errors.Add(new(name, values.Count > 1 ? "只能出现一次。|It may stand once." : $"没有这个参数，可用：{list}。|There is no such parameter; one of {list}.")
            {
                ErrorCode = values.Count > 1 ? "parameter-repeated" : "parameter-unknown",
            });
        }
        return form.IsValid ? null : Problem.Of(400, "query-invalid", "查询条件不正确，见 errors。", "The query is wrong, see errors.", [.. form.Errors.Select(Error)]);
    }

    private static ProblemError Error(ValidationFailure fault)
    {
        var texts = fault.ErrorMessage.Split('|');
        return new(
            JsonNamingPolicy.CamelCase.ConvertName(fault.PropertyName), fault.ErrorCode,
            Convert.ToString(fault.AttemptedValue, CultureInfo.InvariantCulture), null, texts[0], texts[^1]);
    }
}
