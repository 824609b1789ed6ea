using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace CreditShare.Hosting.Problems;

/// <summary>Answers that are not the one hoped for: RFC 9457 problem details with both languages, a stable code and a fault a field.</summary>
public static class Problem
{
    private const string ErrorsMember = "errors";
    private const string TypePrefix = "https://creditshare.example/problems/";

    /// <param name="status">HTTP status.</param>
    /// <param name="code">Stable code; ends the <c>type</c>.</param>
    /// <param name="zh">What happened and what to do, in Chinese.</param>
    /// <param name="en">The same in English.</param>
    /// <param name="errors">One for each fault of the request.</param>
    public static ProblemHttpResult Of(int status, string code, string zh, string en, params IReadOnlyList<ProblemError> errors)
    {
        var details = new ProblemDetails { Status = status, Type = TypePrefix + code, Title = en, Detail = zh };
        details.Extensions["code"] = code;
        if (errors.Count > 0)
            details.Extensions[ErrorsMember] = errors;
        return TypedResults.Problem(details);
    }

    /// <summary>The faults that the details name; empty if it is something else that is wrong.</summary>
    public static IReadOnlyList<ProblemError> Errors(this ProblemDetails details) =>
        details.Extensions.TryGetValue(ErrorsMember, out var errors) && errors is IReadOnlyList<ProblemError> faults ? faults : [];

    /// <summary>Gives details made by the framework our code and texts, and all of them the trace id.</summary>
    public static void Complete(HttpContext context, ProblemDetails details)
    {
        details.Extensions["traceId"] = Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier;
        if (details.Extensions.ContainsKey("code"))
            return;
        var (code, zh, en) = StatusTexts.Of(details.Status ?? 500);
        (details.Type, details.Title, details.Detail) = (TypePrefix + code, en, zh);
        details.Extensions["code"] = code;
    }
}
