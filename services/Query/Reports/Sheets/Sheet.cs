namespace CreditShare.Query.Reports.Sheets;

/// <summary>A report as it is set: words in their places, for the page and for print alike. Neither adds a word of its own.</summary>
internal sealed record Sheet
{
    public required string Title { get; init; }

    public required string Issuer { get; init; }

    /// <summary>Id of the log entry: on every page.</summary>
    public required string Number { get; init; }

    public required DateTimeOffset IssuedAt { get; init; }

    public required IReadOnlyList<SheetFact> Facts { get; init; }

    public required IReadOnlyList<SheetSection> Sections { get; init; }

    /// <summary>How to check it, beside the QR code.</summary>
    public required SheetSection Checking { get; init; }

    /// <summary>What the QR code says.</summary>
    public required string Page { get; init; }
}

internal sealed record SheetFact(string Label, string Text);

/// <param name="Heading">With its number.</param>
/// <param name="Paragraphs">Above the table.</param>
/// <param name="Table">Null if there is none.</param>
internal sealed record SheetSection(string Heading, IReadOnlyList<string> Paragraphs, SheetTable? Table = null);

/// <param name="Columns">Titles and shares of the width, which add up to 1.</param>
/// <param name="Rows">A cell a column.</param>
internal sealed record SheetTable(IReadOnlyList<SheetColumn> Columns, IReadOnlyList<IReadOnlyList<SheetCell>> Rows);

internal sealed record SheetColumn(string Title, double Share);

/// <summary>A cell: lines one under the other, each wrapped as it must be.</summary>
internal sealed record SheetCell(params IReadOnlyList<SheetLine> Lines)
{
    public static implicit operator SheetCell(string text) => new(new SheetLine(text));
}

/// <param name="Text">Its words.</param>
/// <param name="Strong">Whether it stands out.</param>
/// <param name="Small">Whether it steps back.</param>
internal sealed record SheetLine(string Text, bool Strong = false, bool Small = false);
