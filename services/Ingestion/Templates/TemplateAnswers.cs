using CreditShare.Domain.Records;
using CreditShare.Ingestion.Imports.Tables;

namespace CreditShare.Ingestion.Templates;

/// <summary>The tables that may be sent.</summary>
public sealed record TemplateList(IReadOnlyList<TemplateAnswer> Items);

/// <param name="Name">Name in addresses.</param>
/// <param name="Chinese">What bureaus call it.</param>
/// <param name="Links">Where it is downloaded.</param>
/// <param name="Columns">In the order of the standard.</param>
public sealed record TemplateAnswer(string Name, string Chinese, TemplateLinks Links, IReadOnlyList<TemplateColumn> Columns)
{
    internal static TemplateAnswer Of(TableTemplate template) => new(
        template.Name, template.Chinese, new($"/v1/templates/{template.Name}?format=xlsx", $"/v1/templates/{template.Name}?format=csv"),
        [
            .. template.Columns.Select(column => new TemplateColumn(
                column.Title, column.Code, column.Field.Path(), column.Need.ToString().ToLowerInvariant(), column.Hint, column.Example.Length == 0 ? null : column.Example, column.Words)),
        ]);
}

public sealed record TemplateLinks(string Xlsx, string Csv);

/// <param name="Title">As the standard writes it.</param>
/// <param name="Code">Serves as a title too.</param>
/// <param name="Field">Path of the field.</param>
/// <param name="Need"><c>optional</c>, <c>required</c> (asked for in every row) or <c>essential</c> (no table without it).</param>
/// <param name="Hint">What belongs there, in Chinese.</param>
/// <param name="Example">A cell that is right; null if the example leaves it out.</param>
/// <param name="Words">The words that a cell may hold; empty if it holds other things.</param>
public sealed record TemplateColumn(string Title, string Code, string Field, string Need, string Hint, string? Example, IReadOnlyList<string> Words);
