namespace CreditShare.Ingestion.Imports.Tables;

/// <summary>Titles that were found.</summary>
/// <param name="Template">Their table.</param>
/// <param name="Titles">From the first column to the last that has one; empty where none stands.</param>
/// <param name="Line">Of the lowest row of titles.</param>
internal sealed record FoundTitles(TableTemplate Template, IReadOnlyList<string> Titles, int Line);

/// <summary>
/// Looks for a sheet's titles among its first rows: headings, units and dates often stand above them. Titles may take two rows: then a cell that is empty in the lower one means the cell above it
/// (cells merged downwards), and a second row of titles or codes below the first belongs to them.
/// </summary>
internal static class TitleSearch
{
    /// <summary>Columns of a table; a sheet with more is none.</summary>
    public const int MostColumns = 500;

    /// <summary>Leaves the rows in front of the first one below the titles, read already if <c>HasRow</c>.</summary>
    /// <exception cref="UnreadableBodyException">The file is damaged.</exception>
    public static async ValueTask<(FoundTitles? Found, UnreadableBodyException? Fault, bool HasRow)> FindAsync(TableRows rows, CancellationToken ct)
    {
        IReadOnlyList<string>? first = null;
        List<string> above = [];
        (UnreadableBodyException? fault, int missing) nearest = (null, int.MaxValue);
        for (var row = 0; row < TableTitles.RowsSearched && await rows.NextRowAsync(ct); row++)
        {
            var own = Texts(rows);
            first ??= own;
            above = Over(above, own);
            foreach (var titles in row == 0 ? [own] : (List<string>[])[own, above])
            {
                if (TableTitles.Recognise(titles) is not { } template)
                    continue;
                var missing = TableTitles.Missing(template, titles);
                if (missing.Count == 0)
                    return await BelowAsync(rows, template, titles, ct);
                // A heading such as "处罚机关:" is spelt like a title, so a row that lacks columns does not end the search.
                if (missing.Count < nearest.missing)
                    nearest = (ColumnsMissing(rows, template, missing), missing.Count);
            }
        }
        return (null, nearest.fault ?? (first is null ? Empty(rows) : TableUnknown(rows)), false);
    }

    /// <summary>Takes further rows of titles: at least half of what they hold must be titles, which no row of records is.</summary>
    private static async ValueTask<(FoundTitles? Found, UnreadableBodyException? Fault, bool HasRow)> BelowAsync(
        TableRows rows, TableTemplate template, List<string> titles, CancellationToken ct)
    {
        while (true)
        {
            var line = rows.Line;
            var hasRow = await rows.NextRowAsync(ct);
            if (hasRow && Texts(rows) is var below && IsTitles(template, below))
                titles = below.Select((title, column) => template.Find(title) is null ? At(titles, column) ?? title : title).Concat(titles.Skip(below.Count)).ToList();
            else
                return titles.Count > MostColumns ? (null, TooManyColumns(rows, line), hasRow) : (new(template, titles, line), null, hasRow);
        }
    }

    private static bool IsTitles(TableTemplate template, List<string> cells)
    {
        var known = cells.Count(cell => template.Find(cell) is not null || PersonalFields.IsTitle(TableTitles.Plain(cell)));
        return known > 0 && known * 2 >= cells.Count(cell => !string.IsNullOrWhiteSpace(cell));
    }

    private static List<string> Texts(TableRows rows)
    {
        var used = rows.Cells.FindLastIndex(cell => !string.IsNullOrWhiteSpace(cell)) + 1;
        // One more than allowed, to tell that there are too many.
        return rows.Cells.Take(Math.Min(used, MostColumns + 1)).Select(cell => cell ?? "").ToList();
    }

    private static List<string> Over(List<string> above, List<string> own) =>
        Enumerable.Range(0, Math.Max(above.Count, own.Count)).Select(column => At(own, column) ?? At(above, column) ?? "").ToList();

    private static string? At(List<string> texts, int column) => column < texts.Count && !string.IsNullOrWhiteSpace(texts[column]) ? texts[column] : null;

    private static UnreadableBodyException Empty(TableRows rows) => new(
        "empty-body", rows.Place(1), null, "a title row and rows below it",
        rows.Sheet is null ? "文件是空的。" : "工作表是空的。", rows.Sheet is null ? "The file is empty." : "The sheet is empty.");

    // What stands in its first row is not told: without titles that is a record, a person's columns and all.
    private static UnreadableBodyException TableUnknown(TableRows rows) => new(
        "table-unknown", rows.Place(1), null,
        $"the titles of the 行政处罚, 行政许可, 红名单 or 黑名单 table in one of the first {TableTitles.RowsSearched} rows",
        $"前 {TableTitles.RowsSearched} 行中没有行政处罚、行政许可、红名单或黑名单表的标题。",
        $"None of the first {TableTitles.RowsSearched} rows has the titles of the penalty, licence, red-list or black-list table.");

    private static UnreadableBodyException ColumnsMissing(TableRows rows, TableTemplate template, IReadOnlyList<TableColumn> missing) => new(
        "columns-missing", rows.Place(rows.Line), null, string.Join(", ", missing.Select(column => column.Title)),
        $"像是{template.Chinese}表，但缺少必需的列：{string.Join("、", missing.Select(column => column.Title))}。",
        $"This looks like the {template.Name} table, but required columns are missing: {string.Join(", ", missing.Select(column => column.Title))}.");

    private static UnreadableBodyException TooManyColumns(TableRows rows, int line) => new(
        "too-many-columns", rows.Place(line), null, $"{MostColumns} columns at most",
        $"标题超过 {MostColumns} 列，不是报送表。", $"There are titles beyond column {MostColumns}; no table of ours is so wide.");
}
