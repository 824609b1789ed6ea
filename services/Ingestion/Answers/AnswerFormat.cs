using CreditShare.Hosting.Problems;
using Microsoft.AspNetCore.Http;

namespace CreditShare.Ingestion.Answers;

/// <summary>The forms in which an answer may be asked for.</summary>
internal enum AnswerFormat
{
    Json,
    Csv,
    Xlsx,
}

internal static class AnswerFormats
{
    public const string Parameter = "format";

    /// <param name="query">What was asked.</param>
    /// <param name="usual">The form if none is named.</param>
    /// <param name="formats">Those that there are.</param>
    /// <param name="format">The one asked for.</param>
    /// <returns>What is wrong with it; null if nothing.</returns>
    public static ProblemError? Read(IQueryCollection query, AnswerFormat usual, IReadOnlyList<AnswerFormat> formats, out AnswerFormat format)
    {
        var named = query[Parameter].FirstOrDefault();
        var found = formats.Where(known => known.ToString().Equals(named, StringComparison.OrdinalIgnoreCase)).ToList();
        format = found is [var one] ? one : usual;
        if (named is null || found.Count == 1)
            return null;
        var list = string.Join(", ", formats.Select(known => known.ToString().ToLowerInvariant()));
        return new(Parameter, Parameter, null, list, $"没有这种格式，可用：{list}。", $"There is no such format; one of {list}.");
    }
}
