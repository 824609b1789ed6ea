using System.IO.Compression;
using System.Security;
using System.Text;
using System.Text.RegularExpressions;
using CreditShare.Ingestion.Imports.Tables;

namespace CreditShare.Fuzz.Mutating;

/// <summary>A table whose every cell is known, written as CSV and as a workbook: what comes out of the two must be the same, and the kept cells what was put in.</summary>
internal sealed partial class KnownGrid
{
    private const int LongestCell = 32_767;
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    private KnownGrid(string[] titles, List<string[]> rows) => (Titles, Rows) = (titles, rows);

    public string[] Titles { get; }

    public List<string[]> Rows { get; }

    public static KnownGrid Make(Random random)
    {
        var template = TableTemplates.All[random.Next(TableTemplates.All.Count)];
        var columns = template.Columns.Where(column => column.Need != ColumnNeed.Optional || random.Next(4) == 0).ToArray();
        random.Shuffle(columns);
        var titles = columns.Select(column => random.Next(3) == 0 ? column.Code : column.Title).ToArray();
        var rows = new List<string[]>();
        for (var row = random.Next(1, 4); row > 0; row--)
        {
            var cells = columns.Select(column => column.Example.Length > 0 || column.Words.Count == 0 || column.Need == ColumnNeed.Optional ? column.Example : column.Words[0]).ToArray();
            for (var odd = random.Next(0, 5); odd > 0; odd--)
                cells[random.Next(cells.Length)] = Writable(random.Next(6) == 0 ? NastyTexts.Any(random) + NastyTexts.Any(random) : NastyTexts.Any(random));
            rows.Add(cells);
        }
        return new(titles, rows);
    }

    /// <summary>Texts that both forms can hold: no controls, no carriage return, which XML turns into a line feed.</summary>
    private static string Writable(string text)
    {
        var kept = string.Concat(text.Where(character => character is '\t' or '\n' or >= ' ' and not '\uFFFE' and not '\uFFFF'));
        return kept.Length <= LongestCell ? kept : kept[..LongestCell];
    }

    public byte[] Csv(Random random)
    {
        var delimiter = ",;\t|"[random.Next(4)];
        var text = new StringBuilder();
        foreach (var row in Rows.Prepend(Titles))
            text.AppendJoin(delimiter, row.Select(cell => $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"")).Append("\r\n");
        Encoding encoding = random.Next(4) == 0 ? Encoding.Unicode : new UTF8Encoding(true);
        return [.. encoding.GetPreamble(), .. encoding.GetBytes(text.ToString())];
    }

    public byte[] Workbook(Random random)
    {
        var shared = random.Next(2) == 0 ? new Dictionary<string, int>() : null;
        var sheet = new StringBuilder($"<worksheet xmlns=\"{Main}\"><sheetData>");
        foreach (var row in Rows.Prepend(Titles))
        {
            sheet.Append("<row>");
            foreach (var cell in row)
                sheet.Append(Cell(cell, shared));
            sheet.Append("</row>");
        }
        sheet.Append("</sheetData></worksheet>");
        List<(string, string)> parts =
        [
            ("[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/>"
                + Override("workbook.xml", "sheet.main") + Override("worksheets/sheet1.xml", "worksheet") + (shared is null ? "" : Override("sharedStrings.xml", "sharedStrings")) + "</Types>"),
            ("_rels/.rels", Relationships(("officeDocument", "xl/workbook.xml"))),
            ("xl/workbook.xml", $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Relations}\"><sheets><sheet name=\"表\" sheetId=\"1\" r:id=\"rId0\"/></sheets></workbook>"),
            ("xl/_rels/workbook.xml.rels", shared is null ? Relationships(("worksheet", "worksheets/sheet1.xml")) : Relationships(("worksheet", "worksheets/sheet1.xml"), ("sharedStrings", "sharedStrings.xml"))),
            ("xl/worksheets/sheet1.xml", sheet.ToString()),
        ];
        if (shared is not null)
            parts.Add(("xl/sharedStrings.xml", $"<sst xmlns=\"{Main}\">{string.Concat(shared.Keys.Select(text => $"<si>{Text(text)}</si>"))}</sst>"));
        return PackageMutator.Pack(parts.Select(part => (part.Item1, Encoding.UTF8.GetBytes(part.Item2))), CompressionLevel.Fastest);
    }

    private static string Cell(string text, Dictionary<string, int>? shared)
    {
        if (text.Length == 0)
            return "<c/>";
        if (shared is null)
            return $"<c t=\"inlineStr\"><is>{Text(text)}</is></c>";
        if (!shared.TryGetValue(text, out var place))
            shared[text] = place = shared.Count;
        return $"<c t=\"s\"><v>{place}</v></c>";
    }

    private static string Text(string text) => $"<t xml:space=\"preserve\">{SecurityElement.Escape(Escape().Replace(text, "_x005F$0"))}</t>";

    private static string Override(string part, string kind) => $"<Override PartName=\"/xl/{part}\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.{kind}+xml\"/>";

    private static string Relationships(params (string Kind, string Target)[] targets) =>
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
        + string.Concat(targets.Select((target, n) => $"<Relationship Id=\"rId{n}\" Type=\"{Relations}/{target.Kind}\" Target=\"{target.Target}\"/>")) + "</Relationships>";

    /// <summary>What a reader of workbooks would take for an escaped character.</summary>
    [GeneratedRegex("_(?=x[0-9A-Fa-f]{4}_)")]
    private static partial Regex Escape();
}
