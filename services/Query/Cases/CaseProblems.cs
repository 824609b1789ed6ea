using System.Globalization;
using System.Text.Json;
using CreditShare.Domain.Cases;
using CreditShare.Domain.Deciding;
using CreditShare.Hosting.Problems;
using FluentValidation.Results;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CreditShare.Query.Cases;

/// <summary>All refusals of this capability.</summary>
internal static class CaseProblems
{
    /// <summary>The same whether there is no such case or it is another agency's.</summary>
    public static ProblemHttpResult Unknown => Problem.Of(404, "case-unknown", "本机构没有这项任务。", "The agency has no such case.");

    public static ProblemHttpResult Closed(string zh, string en) => Problem.Of(409, "case-closed", zh, en);

    public static ProblemHttpResult ReleaseNotAsked(CaseState state) => Problem.Of(
        409, "release-not-asked", $"该任务当前状态为 {Word(state)}，没有待解除的措施。", $"The case is {Word(state)}: nothing is to be released.");

    /// <summary>Something else was said before, and stands.</summary>
    public static ProblemHttpResult Stands(CaseFact stands, IReadOnlyList<ProblemError> differences) => Problem.Of(
        409, "feedback-stands", $"已于 {Instant(stands.At)} 作过不同的反馈（日志条目 {stands.Entry}），以先前的为准，不同之处逐项列出。",
        $"Something else was said at {Instant(stands.At)} (entry {stands.Entry}), and stands; what differs is listed.", differences);

    public static ProblemError Differs(string pointer, string? found, string? stands) =>
        new(pointer, "differs", Reason.Show(found), stands, "与先前的反馈不同。", "It differs from what was said before.");

    public static ProblemError Before(string on, DateOnly earliest, string zh, string en) => new("on", "too-early", on, Day(earliest), zh, en);

    /// <summary>400 with the faults of a form; null if there are none.</summary>
    public static ProblemHttpResult? Of(ValidationResult form) => form.IsValid ? null : Invalid([.. form.Errors.Select(Error)]);

    public static ProblemHttpResult Invalid(IReadOnlyList<ProblemError> errors) =>
        Problem.Of(400, "case-invalid", "内容不完整或不正确，问题逐项列出。", "The request is incomplete or wrong: each fault is listed.", errors);

    /// <summary>400 with the faults of a query, unknown and repeated parameters included; null if there are none.</summary>
    public static ProblemHttpResult? Of(ValidationResult form, HttpRequest request, IReadOnlyList<string> names)
    {
        var strange = QueryParameters.Faults(request, names);
        // What is wrong with a repeated one is told once.
        var faults = form.Errors.Where(fault => !strange.Any(one => string.Equals(one.Pointer, fault.PropertyName, StringComparison.OrdinalIgnoreCase))).Select(Error).Concat(strange).ToList();
        return faults.Count == 0 ? null : Problem.Of(400, "query-invalid", "查询条件不正确，问题逐项列出。", "The query is wrong: each fault is listed.", faults);
    }

    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static ProblemError Error(ValidationFailure fault)
    {
        var texts = fault.ErrorMessage.Split('|');
        return new(JsonNamingPolicy.CamelCase.ConvertName(fault.PropertyName), fault.ErrorCode, Reason.Show(Convert.ToString(fault.AttemptedValue, CultureInfo.InvariantCulture)), null, texts[0], texts[^1]);
    }

    private static string Word(CaseState state) => JsonNamingPolicy.KebabCaseLower.ConvertName(state.ToString());

    private static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
