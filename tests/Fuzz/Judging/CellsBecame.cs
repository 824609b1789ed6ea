using System.Globalization;
using System.Text.Json;
using CreditShare.Domain.Normalising;
using CreditShare.Domain.Records;
using CreditShare.Ingestion.Imports.Tables;

namespace CreditShare.Fuzz.Judging;

/// <summary>A cell of a table means what it says, or a change tells what it was read as.</summary>
internal static class CellsBecame
{
    private const decimal TenThousand = 10_000m;

    /// <summary>What a table says about a record without a column for it.</summary>
    private static readonly HashSet<RecordField> Derived = [RecordField.SourceId, RecordField.Kind, RecordField.Item, RecordField.Change];

    public static string? Judge(ReadRecord read, TableSheet sheet)
    {
        if (read.Row.Kept is not { } kept)
            return "the row was not kept";
        if (kept.Cells.Count > sheet.Columns.Count)
            return $"{kept.Cells.Count} cells were kept of {sheet.Columns.Count} columns";
        using var content = JsonDocument.Parse(read.Record.Content);
        var told = new HashSet<RecordField>();
        foreach (var (place, column) in sheet.Columns.Index())
        {
            var cell = place < kept.Cells.Count ? kept.Cells[place] : null;
            if (column.Field is not { } field)
            {
                if (cell is not null)
                    return $"a cell of column {place + 1}, which is not read, was kept";
                continue;
            }
            told.Add(field);
            var change = read.Changes.LastOrDefault(one => one.Field == field.Path());
            if (Judge(field, cell, Value(content.RootElement, field), change) is { } wrong)
                return $"{field.Path()}: {wrong}";
        }
        return Enum.GetValues<RecordField>().FirstOrDefault(field => !told.Contains(field) && !Derived.Contains(field) && Value(content.RootElement, field) is not null, RecordField.SourceId) is var made
            && made != RecordField.SourceId ? $"{made.Path()} has a value, and no column" : null;
    }

    private static string? Judge(RecordField field, string? cell, JsonElement? value, CellChange? change)
    {
        var text = Text(value);
        if (cell is null || CellText.Fold(cell).Length == 0)
            return text is null || Derived.Contains(field) ? null : $"an empty cell became {text}";
        if (field is RecordField.SubjectClass or RecordField.SourceVersion)
            return null;
        // An end that is told in the word for none is no change.
        if (change is null && field is RecordField.ValidUntil or RecordField.PublicUntil && text is null && CellText.Fold(cell) == OpenEnd.ReadAs)
            return null;
        // Of what a table need not say, a mark for nothing stands for what is taken in its place.
        if (change is null && Derived.Contains(field) && NothingMarks.IsNothing(CellText.Fold(cell)))
            return null;
        if (change is null)
            return Says(field, cell, value) ? null : $"'{cell}' became '{text}', and nothing tells of it";
        if (text is null)
            return change.ReadAs is null or OpenEnd.ReadAs ? null : $"'{cell}' is told to have become '{change.ReadAs}' and became nothing";
        // A change or item that says nothing is as if it were not there.
        if (change.ReadAs is null && Derived.Contains(field))
            return null;
        return change.ReadAs is null ? $"'{cell}' is told to have become nothing and became '{text}'"
            : IsText(field) && Cut(text) != change.ReadAs ? $"'{cell}' is told to have become '{change.ReadAs}' and became '{text}'"
            : null;
    }

    /// <summary>Whether the value is what the cell says as it stands.</summary>
    private static bool Says(RecordField field, string cell, JsonElement? value) => field switch
    {
        RecordField.Fine or RecordField.Confiscated => decimal.TryParse(cell, NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var amount)
            && value is { } yuan && yuan.GetDecimal() == amount * TenThousand,
        RecordField.PenaltyKinds or RecordField.Severity or RecordField.LicenceStatus or RecordField.Kind or RecordField.Change or RecordField.DisputeStage or RecordField.ResolutionResult => value is not null,
        _ => Text(value) == cell,
    };

    private static bool IsText(RecordField field) => field is not (RecordField.Fine or RecordField.Confiscated or RecordField.PenaltyKinds or RecordField.Severity or RecordField.LicenceStatus
        or RecordField.Kind or RecordField.Change or RecordField.DisputeStage or RecordField.ResolutionResult);

    private static string Cut(string text) => text.Length <= 120 ? text : text[..120] + "…";

    private static JsonElement? Value(JsonElement record, RecordField field)
    {
        var path = field == RecordField.LicenceStatus ? "licence.inForce" : field.Path();
        var at = record;
        foreach (var part in path.Split('.'))
        {
            if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(part, out at))
                return null;
        }
        return at;
    }

    private static string? Text(JsonElement? value) => value switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        { ValueKind: JsonValueKind.Array } list => string.Join(';', list.EnumerateArray().Select(one => one.GetString())),
        { } other => other.GetRawText(),
    };
}
