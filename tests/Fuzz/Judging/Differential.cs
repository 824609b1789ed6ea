using System.Text.Json;
using CreditShare.Domain.Codes;
using CreditShare.Domain.Deciding;
using CreditShare.Fuzz.Mutating;

namespace CreditShare.Fuzz.Judging;

/// <summary>Two forms of one table give the same records, and its cells are kept as they were put in.</summary>
internal static class Differential
{
    /// <summary>What differs; null if nothing does.</summary>
    public static string? Judge(KnownGrid grid, Outcome csv, Outcome workbook)
    {
        if (csv.Refusal?.Code != workbook.Refusal?.Code)
            return $"CSV: {csv.Refusal?.Code ?? "taken"}; workbook: {workbook.Refusal?.Code ?? "taken"}";
        if (csv.Records.Count != workbook.Records.Count)
            return $"CSV has {csv.Records.Count} records, the workbook {workbook.Records.Count}";
        foreach (var (one, other) in csv.Records.Zip(workbook.Records))
        {
            var (records, faults, changes) = (
                !one.Record.Content.AsSpan().SequenceEqual(other.Record.Content), !(one.Record.Faults ?? []).AsSpan().SequenceEqual(other.Record.Faults ?? []), !one.Changes.SequenceEqual(other.Changes));
            if (records || faults || changes)
                return $"{(records ? "records" : faults ? "faults" : "changes")} differ: {string.Join(" and ", Fields(one).Except(Fields(other)).Concat(Fields(other).Except(Fields(one))).Select(field => field.Path).Distinct())}";
        }
        return Kept(grid, csv) ?? Kept(grid, workbook);
    }

    /// <summary>Everything that is told of a record, by field.</summary>
    private static IEnumerable<(string Path, string Text)> Fields(ReadRecord read)
    {
        using var content = JsonDocument.Parse(read.Record.Content.Length == 0 ? "{}"u8.ToArray() : read.Record.Content);
        foreach (var member in content.RootElement.Clone().EnumerateObject())
            yield return (member.Name, member.Value.GetRawText());
        foreach (var reason in read.Record.Faults is { } faults ? DecisionJson.ReadReasons(faults) : [])
            yield return (reason.Field, reason.ToString());
        foreach (var change in read.Changes)
            yield return (change.Field, change.ToString());
    }

    private static string? Kept(KnownGrid grid, Outcome outcome)
    {
        // A row may be passed over, as blank or as the titles again, so the rows are only compared where all came out.
        if (outcome.Records.Count != grid.Rows.Count)
            return null;
        foreach (var (row, record) in grid.Rows.Zip(outcome.Records))
        {
            for (var i = 0; i < row.Length; i++)
            {
                var kept = record.Row.Kept!.Cells.ElementAtOrDefault(i) ?? "";
                var put = string.IsNullOrWhiteSpace(row[i]) || PersonalData.ContainsIdentityNumber(row[i]) ? "" : row[i];
                if (kept.ReplaceLineEndings("\n") != put.ReplaceLineEndings("\n") && !string.IsNullOrWhiteSpace(kept + put))
                    return $"column {i + 1} was put in as '{put}' and kept as '{kept}'";
            }
        }
        return null;
    }
}
