using System.Globalization;
using System.Text;
using System.Text.Json;
using CreditShare.Domain.Codes;
using CreditShare.Domain.Deciding;
using CreditShare.Domain.Normalising;
using CreditShare.Domain.Records;
using CreditShare.Ingestion.Imports;
using CreditShare.Ingestion.Imports.Tables;

namespace CreditShare.Fuzz.Judging;

/// <summary>
/// What must hold whatever was sent. It does not know what a file should give, but it knows what no file may: personal data that comes out, a record without a fault that reads otherwise the second time,
/// a cell that became something else and nobody was told, a code whose check character is wrong.
/// </summary>
internal static class Oracle
{
    /// <summary>Cut texts have this many characters and the mark of the cut.</summary>
    private const int LongestShown = 121;

    private const int MostChanges = 50;
    private const int MostFaults = 51;

    /// <summary>What is wrong with the outcome; null if nothing is.</summary>
    public static string? Judge(Outcome outcome)
    {
        if (Texts.Of(outcome).FirstOrDefault(text => PersonalData.ContainsIdentityNumber(text) || PersonalData.ContainsIdentityNumber(CellText.Fold(text))) is { } personal)
            return $"personal data came out: {personal}";
        if (outcome.Refusal is { } refusal && (refusal.Code.Length == 0 || refusal.Zh.Length == 0 || refusal.En.Length == 0))
            return "a refusal without its words";
        if (outcome.Refusal is null && outcome.Source is { } source && Sheets(source, outcome.Records.Count) is { } sheets)
            return sheets;
        foreach (var (place, record) in outcome.Records.Index())
        {
            if (Judge(record, SheetOf(outcome, place)) is { } wrong)
                return $"line {record.Row.Line}: {wrong}";
        }
        return null;
    }

    private static string? Judge(ReadRecord read, TableSheet? sheet)
    {
        var reasons = read.Record.Faults is { } bytes ? DecisionJson.ReadReasons(bytes) : [];
        if (read.Changes.Count > MostChanges || reasons.Count > MostFaults)
            return "more is told of a record than may be";
        if (read.Changes.FirstOrDefault(change => change.Found.Length > LongestShown || change.ReadAs?.Length > LongestShown) is { } loud)
            return $"a change of {loud.Field} is not cut";
        if (read.Changes.FirstOrDefault(change => CellRules.Find(change.Rule) is null || !RecordFields.TryFind(change.Field, out _)) is { } unknown)
            return $"a change by no rule: {unknown.Rule}";
        if (read.Record.Content.Length == 0)
            return reasons.Count == 0 ? "nothing could be read, and nothing says why" : null;
        return reasons.Count > 0 ? null : Again(read.Record.Content) ?? Codes(read.Record.Content) ?? (sheet is null ? null : CellsBecame.Judge(read, sheet));
    }

    /// <summary>What was made must read as itself, and no rule may have anything left to do.</summary>
    private static string? Again(byte[] content)
    {
        var (_, reasons) = CanonicalRecord.Read(content, []);
        if (reasons.Count > 0)
            return $"its canonical form is refused: {reasons[0].Code}@{reasons[0].Field}";
        var row = JsonRow.Read(1, Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(content).Replace("\"inForce\":", "\"status\":", StringComparison.Ordinal)));
        if (row.Cells is null || row.Faults.Count > 0)
            return $"its canonical form has faults as JSON: {row.Faults.FirstOrDefault()?.Code}@{row.Faults.FirstOrDefault()?.Field}";
        var changes = new List<CellChange>();
        var again = RecordJson.Write(RecordReader.Read(row.Cells, row.Faults, changes));
        return row.Faults.Count > 0 ? $"read again it has a fault: {row.Faults[0].Code}@{row.Faults[0].Field}"
            : !again.AsSpan().SequenceEqual(content) ? "read again it is another record"
            : changes.Count > 0 ? $"read again a rule changes it: {changes[0].Rule}@{changes[0].Field} {changes[0].Found} -> {changes[0].ReadAs}"
            : null;
    }

    private static string? Codes(byte[] content)
    {
        using var document = JsonDocument.Parse(content);
        foreach (var section in (string[])["subject", "authority", "source"])
        {
            if (document.RootElement.TryGetProperty(section, out var organisation) && organisation.TryGetProperty("code", out var code) && !CreditCode.IsRight(code.GetString()!))
                return $"{section}.code has a wrong check character";
            if (section == "subject" && organisation.ValueKind == JsonValueKind.Object && organisation.TryGetProperty("code", out code) && code.GetString()!.StartsWith("92", StringComparison.Ordinal))
                return "an individual business was taken";
        }
        return null;
    }

    private static string? Sheets(TableSource source, int records)
    {
        var last = 0;
        foreach (var sheet in source.Sheets)
        {
            if (sheet.FirstRecord < last || sheet.FirstRecord > records)
                return string.Create(CultureInfo.InvariantCulture, $"sheet {sheet.Name} begins with record {sheet.FirstRecord}, behind {last}, of {records}");
            last = sheet.FirstRecord;
        }
        return source.Sheets.Count == 0 ? "a table without a sheet" : null;
    }

    private static TableSheet? SheetOf(Outcome outcome, int record) => outcome.Source?.Sheets.LastOrDefault(sheet => sheet.FirstRecord <= record);
}
