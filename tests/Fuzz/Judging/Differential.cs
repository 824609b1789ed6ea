using CreditShare.Domain.Codes;
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
            if (!one.Record.Content.AsSpan().SequenceEqual(other.Record.Content))
                return "the records differ";
            if (!(one.Record.Faults ?? []).AsSpan().SequenceEqual(other.Record.Faults ?? []))
                return "the faults differ";
            if (!one.Changes.SequenceEqual(other.Changes))
                return "the changes differ";
        }
        return Kept(grid, csv) ?? Kept(grid, workbook);
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
