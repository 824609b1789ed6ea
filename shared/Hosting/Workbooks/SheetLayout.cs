namespace CreditShare.Hosting.Workbooks;

/// <summary>What is said of a sheet before and after its rows.</summary>
/// <param name="Widths">Of its columns from the first on, in characters.</param>
/// <param name="FrozenRows">Rows from the top that stay in sight; 0 to 20.</param>
/// <param name="Columns">Style of the cells that are still empty, so that what is typed there stays text.</param>
public sealed record SheetLayout(IReadOnlyList<double> Widths, int FrozenRows = 0, CellStyle Columns = CellStyle.Text)
{
    public IReadOnlyList<InputHint> Hints { get; init; } = [];
}

/// <summary>What a spreadsheet shows, and offers, when a cell is entered. It warns and never forbids: the reader takes more spellings than a list can name.</summary>
/// <param name="Column">From 0.</param>
/// <param name="FirstRow">From 1.</param>
/// <param name="LastRow">The last one, included.</param>
/// <param name="Title">Over the hint; cut to 32 characters.</param>
/// <param name="Hint">Cut to 255 characters.</param>
/// <param name="List">What to choose from, as a formula: a quoted list or a range; null if the cell holds other things.</param>
public sealed record InputHint(int Column, int FirstRow, int LastRow, string Title, string Hint, string? List = null)
{
    /// <summary>Characters of a list that stands in the formula itself.</summary>
    private const int LongestList = 255;

    /// <summary>The words as a formula's own list; null if they are too many, or one has a comma or quote: then they must stand in cells.</summary>
    public static string? ListOf(IReadOnlyList<string> words)
    {
        var list = string.Join(',', words);
        return words.Count == 0 || list.Length > LongestList || words.Any(word => word.AsSpan().ContainsAny(',', '"')) ? null : $"\"{list}\"";
    }
}
