using CreditShare.Hosting.Problems;

namespace CreditShare.Pages.Parts;

/// <summary>What is wrong with a form, field by field: the list of faults links to the fields, and each field says that it is wrong and by which faults.</summary>
/// <param name="Errors">All faults.</param>
/// <param name="Fields">Ids of the form's fields; a fault's pointer is the id of its field, but for those named in <paramref name="Others"/>.</param>
/// <param name="Others">Pointers that are called otherwise, with the field's id.</param>
public sealed record FormFaults(IReadOnlyList<ProblemError> Errors, IReadOnlyCollection<string> Fields, params IReadOnlyList<(string Pointer, string Field)> Others)
{
    /// <summary>Attributes of a field: its id, and what a reader is told of its faults.</summary>
    /// <param name="field">Its id.</param>
    /// <param name="hint">Id of what describes it in any case; null if nothing does.</param>
    public IReadOnlyDictionary<string, object> Of(string field, string? hint = null)
    {
        List<string> faults = [.. Errors.Index().Where(error => FieldOf(error.Item) == field).Select(error => IdOf(error.Index))];
        var attributes = new Dictionary<string, object> { ["id"] = field };
        if (faults.Count > 0)
            attributes["aria-invalid"] = "true";
        if (faults.Count > 0 || hint is not null)
            attributes["aria-describedby"] = string.Join(' ', hint is null ? faults : faults.Prepend(hint));
        return attributes;
    }

    /// <summary>The id of the field that a fault is about; null if it is about no field of the form.</summary>
    public string? FieldOf(ProblemError error) => Others.Where(other => other.Pointer == error.Pointer).Select(other => other.Field).Append(error.Pointer).FirstOrDefault(Fields.Contains);

    /// <summary>The id of a fault in the list.</summary>
    public static string IdOf(int place) => $"fault-{place + 1}";
}
