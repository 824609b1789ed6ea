using System.Text.Json;
using CreditShare.Domain.Deciding;
using CreditShare.Domain.Normalising;
using CreditShare.Domain.Records;
using CreditShare.Ingestion.Imports.Tables;
using CreditShare.Pages.Language;

namespace CreditShare.Ingestion.Pages.Records;

/// <summary>What a row states, field by field, in the words and units of JSON: so that a form can show it, and send it back with one thing mended.</summary>
internal static class StatedFields
{
    /// <param name="template">Of the row's table.</param>
    /// <param name="row">Its cells as they stood in the file.</param>
    /// <returns>Texts by path; what could not be read is absent. Nothing of what the row did to the record.</returns>
    public static Dictionary<string, string> Of(TableTemplate template, IEnumerable<(RecordField Field, string Text)> row)
    {
        var cells = Cells(MoneyAmount.TenThousandYuan, row);
        cells[RecordField.Kind] = RecordWords.Word(template.Kind);
        cells[RecordField.Item] ??= template.Item(cells[RecordField.HonourCategory] ?? cells[RecordField.ListCategory]);
        return Of(cells);
    }

    /// <param name="values">Of an object of JSON.</param>
    /// <returns>The same.</returns>
    public static Dictionary<string, string> Of(IEnumerable<(RecordField Field, string Text)> values) => Of(Cells(MoneyAmount.Yuan, values));

    private static RecordCells Cells(decimal unit, IEnumerable<(RecordField Field, string Text)> values)
    {
        var cells = new RecordCells { AmountUnit = unit };
        foreach (var (field, text) in values)
            cells[field] = text;
        return cells;
    }

    private static Dictionary<string, string> Of(RecordCells cells)
    {
        var reasons = new List<Reason>();
        using var json = JsonDocument.Parse(RecordJson.Write(RecordReader.Read(cells, reasons).Fact));
        var stated = Flat(json.RootElement, "").ToDictionary(field => field.Path, field => field.Text, StringComparer.Ordinal);
        // No record keeps its subject's class, for there is but one; a form that left it out would be asking for it again.
        if (!string.IsNullOrWhiteSpace(cells[RecordField.SubjectClass]) && reasons.TrueForAll(reason => reason.Field != RecordField.SubjectClass.Path()))
            stated[RecordField.SubjectClass.Path()] = RecordReader.ClassOfOrganisations;
        return stated;
    }

    private static IEnumerable<(string Path, string Text)> Flat(JsonElement element, string prefix) => element.EnumerateObject().SelectMany(member => member.Value.ValueKind switch
    {
        JsonValueKind.Object => Flat(member.Value, $"{member.Name}."),
        JsonValueKind.Array => [(prefix + member.Name, string.Join('；', member.Value.EnumerateArray().Select(one => Word(one.ToString()))))],
        JsonValueKind.String => [(prefix + member.Name, member.Value.GetString()!)],
        JsonValueKind.True => [(prefix + member.Name, "1")],
        JsonValueKind.False => [(prefix + member.Name, "2")],
        _ => [(prefix + member.Name, member.Value.GetRawText())],
    });

    /// <summary>A kind of penalty as the reader calls it.</summary>
    private static string Word(string code) => Texts.IsChinese && RecordWords.Penalty(code) is { } kind ? RecordWords.Penalties.ChineseOf(kind) : code;
}
