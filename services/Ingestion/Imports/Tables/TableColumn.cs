using CreditShare.Domain.Records;

namespace CreditShare.Ingestion.Imports.Tables;

/// <summary>How much a row depends on a column.</summary>
internal enum ColumnNeed
{
    /// <summary>May be left out.</summary>
    Optional,

    /// <summary>The standard asks for it in every row; a row without it may still stand.</summary>
    Required,

    /// <summary>No row can stand without it: a table that lacks the column is refused whole.</summary>
    Essential,
}

/// <summary>One column of a table that bureaus send: what the reader recognises, and what the template to download says of it.</summary>
/// <param name="Title">Its Chinese title, as the standard writes it.</param>
/// <param name="Code">The standard's code, or the field's path in JSON for columns of our own; serves as a title too.</param>
/// <param name="Field">What its cells are.</param>
/// <param name="Need">How much a row depends on it.</param>
/// <param name="Hint">What belongs into its cells, in Chinese, for the clerk who fills them.</param>
/// <param name="Example">A cell that is right; empty if the example row leaves it out.</param>
internal sealed record TableColumn(string Title, string Code, RecordField Field, ColumnNeed Need, string Hint, string Example = "")
{
    /// <summary>Other titles and codes under which it comes.</summary>
    public IReadOnlyList<string> OtherTitles { get; init; } = [];

    /// <summary>The words that a cell may hold; empty if it holds other things.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];
}
