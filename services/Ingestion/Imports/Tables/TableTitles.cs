using System.Text;
using CreditShare.Domain.Normalising;

namespace CreditShare.Ingestion.Imports.Tables;

/// <summary>Finds out which table a row of titles belongs to. A title counts whatever the widths, blanks, brackets and required marks around it.</summary>
internal static class TableTitles
{
    /// <summary>Rows from the top among which the titles are looked for.</summary>
    public const int RowsSearched = 20;

    /// <summary>The template that most of the titles belong to; null if none has two of them.</summary>
    public static TableTemplate? Recognise(IReadOnlyList<string> titles)
    {
        var best = TableTemplates.All.MaxBy(template => Known(template, titles))!;
        return Known(best, titles) >= 2 ? best : null;
    }

    /// <summary>What divides the cells: of comma, tab, semicolon and bar the first by which one of the first rows is a row of titles; else the comma. A heading above the titles may have any of them.</summary>
    /// <param name="sample">The beginning of the table.</param>
    public static char Delimiter(string sample)
    {
        var rows = sample.TrimStart('\uFEFF').Split('\n', RowsSearched + 1).Take(RowsSearched).ToList();
        foreach (var delimiter in ",\t;|")
        {
            if (rows.Any(row => Recognise([.. row.Split(delimiter).Select(title => title.Trim('"', '\r'))]) is not null))
                return delimiter;
        }
        return ',';
    }

    /// <summary>The columns without which no row can stand and for which none of the titles is.</summary>
    public static IReadOnlyList<TableColumn> Missing(TableTemplate template, IReadOnlyList<string> titles)
    {
        var present = titles.Select(template.Find).ToHashSet();
        return template.Columns.Where(column => column.Need == ColumnNeed.Essential && !present.Contains(column.Field)).ToList();
    }

    /// <summary>A title without what varies: widths, blanks, kinds of brackets and colons, and marks for required columns.</summary>
    public static string Plain(string title)
    {
        var plain = new StringBuilder(title.Length);
        foreach (var character in CellText.Fold(title))
        {
            if (!char.IsWhiteSpace(character) && character is not ('*' or '＊'))
                plain.Append(character switch
                {
                    '（' or '[' or '［' or '【' or '〔' => '(',
                    '）' or ']' or '］' or '】' or '〕' => ')',
                    '：' => ':',
                    '＿' => '_',
                    _ => char.ToUpperInvariant(character),
                });
        }
        return plain.Replace("(必填)", "").Replace("(选填)", "").ToString().TrimEnd(':');
    }

    private static int Known(TableTemplate template, IReadOnlyList<string> titles) => titles.Count(title => template.Find(title) is not null);
}
