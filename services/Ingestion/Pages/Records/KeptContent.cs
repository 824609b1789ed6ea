using CreditShare.Domain.Records;
using CreditShare.Ingestion.Answers;
using CreditShare.Ingestion.Imports.Tables;
using CreditShare.Ingestion.Spool;

namespace CreditShare.Ingestion.Pages.Records;

/// <summary>What a record's last version says, as long as the row that it came in is kept.</summary>
/// <param name="Kind">Of the record.</param>
/// <param name="Cells">By the titles of the file (of JSON, by the names of the fields), as they stood there; empty ones and those that were not read are absent.</param>
/// <param name="Fields">The same by path of the field, as they were read: days as yyyy-mm-dd, amounts in yuan.</param>
internal sealed record KeptContent(RecordKind Kind, IReadOnlyList<(string Title, string Text)> Cells, IReadOnlyDictionary<string, string> Fields)
{
    /// <summary>Null if the row is not kept, or there never was one.</summary>
    /// <param name="spool">Of the city.</param>
    /// <param name="record">The record.</param>
    /// <param name="isGone">Whether a batch's rows are no longer told.</param>
    public static KeptContent? Find(CitySpool spool, KnownRecord record, Func<SpooledBatch, bool> isGone)
    {
        if (record is not { Batch: { } id, Chunk: { } chunk, Line: { } line } || spool.Find(id) is not { } batch || isGone(batch))
            return null;
        if (spool.Extras(id, chunk).Rows.FirstOrDefault(row => row.Line == line) is not { } row)
            return null;
        if (row.Fields is { } fields)
            return OfJson(fields);
        if (batch.Source is not { } source)
            return null;
        var sheet = source.Sheets[new TablePlaces(source).SheetOf(spool.RecordsBefore(id, chunk))];
        if (TableTemplates.Find(sheet.Template) is not { } template)
            return null;
        var cells = sheet.Columns.Zip(row.Cells).Where(cell => cell.First.Field is not null && !string.IsNullOrWhiteSpace(cell.Second)).ToList();
        return new(template.Kind, [.. cells.Select(cell => (cell.First.Title, cell.Second!))], StatedFields.Of(template, cells.Select(cell => (cell.First.Field!.Value, cell.Second!))));
    }

    private static KeptContent? OfJson(IReadOnlyDictionary<string, string> values)
    {
        var known = values.Where(value => RecordFields.TryFind(value.Key, out _)).Select(value => (Field: RecordFields.TryFind(value.Key, out var field) ? field : default, value.Value)).ToList();
        return RecordWords.Kind(values.GetValueOrDefault(RecordField.Kind.Path(), "")) is { } kind
            ? new(kind, [.. known.Select(value => (FieldNames.Of(value.Field), value.Value))], StatedFields.Of(known)) : null;
    }
}
