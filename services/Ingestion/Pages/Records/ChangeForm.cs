using System.Text.Json;
using CreditShare.Domain.Records;
using Microsoft.AspNetCore.Http;

namespace CreditShare.Ingestion.Pages.Records;

/// <summary>The form of a change: what it asks for, and what is filled in.</summary>
/// <param name="Change">What is to become of the record.</param>
/// <param name="Kind">Of the record, where the whole of it is stated; else null.</param>
/// <param name="Fields">In the order of the form.</param>
internal sealed record ChangeForm(ChangeKind Change, RecordKind? Kind, IReadOnlyList<ChangeField> Fields)
{
    /// <summary>Null for what no clerk can ask for.</summary>
    public static ChangeForm? Of(string? change, string? kind) => RecordWords.Change(change ?? "") is { } known and not ChangeKind.Submit
        ? new(known, Kinds(kind), ChangeFields.Of(known, Kinds(kind))) : null;

    /// <summary>What is filled in, as the body of the change: a JSON object; fields that are left empty are absent.</summary>
    public JsonElement Body(IFormCollection filled)
    {
        var body = new Dictionary<string, object>();
        foreach (var path in Fields.Select(field => field.Path))
        {
            if (filled[path].ToString() is { } text && !string.IsNullOrWhiteSpace(text))
                Add(path, text);
        }
        if (Kind is { } kind)
            Add(RecordField.Kind.Path(), RecordWords.Word(kind));
        return JsonSerializer.SerializeToElement(body);

        void Add(string path, string text)
        {
            if (path.Split('.') is not [var section, var member])
                body[path] = text;
            else if (body.TryGetValue(section, out var members))
                ((Dictionary<string, string>)members)[member] = text;
            else
                body[section] = new Dictionary<string, string> { [member] = text };
        }
    }

    private static RecordKind? Kinds(string? word) => word is null ? null : RecordWords.Kind(word);
}
