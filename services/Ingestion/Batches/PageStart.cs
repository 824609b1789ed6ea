using System.Globalization;
using CreditShare.Hosting.Problems;
using Microsoft.AspNetCore.Http;

namespace CreditShare.Ingestion.Batches;

/// <summary>Where a page of a batch begins: a bureau says <c>after</c>, which the address of the next page has, and nothing else.</summary>
internal static class PageStart
{
    private const string After = "after";

    /// <param name="query">What was asked; a parameter that is passed over would give an answer to another question.</param>
    /// <param name="chunk">The first chunk of the page. Whatever number a caller makes up is a place in the batch or beyond its end.</param>
    /// <param name="others">Parameters that may stand beside it, once each; whoever names them reads them.</param>
    /// <returns>What is wrong with the question; empty if nothing.</returns>
    public static IReadOnlyList<ProblemError> Read(IQueryCollection query, out int chunk, params IReadOnlyList<string> others)
    {
        var list = string.Join(", ", [After, .. others]);
        var faults = new List<ProblemError>();
        chunk = 0;
        foreach (var (name, values) in query)
        {
            var isAfter = name.Equals(After, StringComparison.OrdinalIgnoreCase);
            if (!isAfter && !others.Contains(name, StringComparer.OrdinalIgnoreCase))
                faults.Add(new(name, "parameter-unknown", values, list, $"没有这个参数，可用：{list}。", $"There is no such parameter; only {list}."));
            else if (values.Count > 1)
                faults.Add(new(isAfter ? After : name, "parameter-repeated", values, "one value", "只能出现一次。", "It may stand once."));
            else if (!isAfter)
                continue;
            else if (long.TryParse(values, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var after))
                chunk = (int)Math.Clamp(after, -1, int.MaxValue - 1) + 1;
            else
                faults.Add(new(After, "after", values, "the number in the address of the next page", "翻页位置为整数，请用上一页给出的地址。", "The place to go on from is a whole number; use the address that the page before gave."));
        }
        return faults;
    }
}
