using Microsoft.AspNetCore.Http;

namespace CreditShare.Hosting.Problems;

/// <summary>A misspelt or repeated parameter that is passed over gives an answer to another question: it is a fault.</summary>
public static class QueryParameters
{
    /// <param name="request">Whose query is looked at.</param>
    /// <param name="names">The parameters that there are.</param>
    /// <returns>A fault for each parameter that is none, or stands more than once. What it was set to is not shown.</returns>
    public static IReadOnlyList<ProblemError> Faults(HttpRequest request, IReadOnlyCollection<string> names)
    {
        var list = string.Join(", ", names);
        return
        [
            .. request.Query.Where(parameter => !names.Contains(parameter.Key, StringComparer.OrdinalIgnoreCase))
                .Select(parameter => new ProblemError(parameter.Key, "parameter-unknown", null, list, $"没有这个参数，可用：{list}。", $"There is no such parameter; one of {list}.")),
            .. request.Query.Where(parameter => names.Contains(parameter.Key, StringComparer.OrdinalIgnoreCase) && parameter.Value.Count > 1)
                .Select(parameter => new ProblemError(parameter.Key, "parameter-repeated", null, "once", "只能出现一次。", "It may stand once.")),
        ];
    }
}
