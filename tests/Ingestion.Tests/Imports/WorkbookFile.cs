using System.IO.Compression;
using System.Security;
using System.Text;

namespace CreditShare.Ingestion.Tests.Imports;

/// <summary>A workbook put together of raw parts, so that a test can write what no program would.</summary>
internal sealed class WorkbookFile
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Package = "http://schemas.openxmlformats.org/package/2006/";

    private readonly List<(string Name, string Attributes, string Data)> sheets = [];

    /// <summary>Content of <c>sst</c>; null for a workbook without shared strings.</summary>
    public string? Shared { get; init; }

    /// <summary>Content of <c>styleSheet</c>.</summary>
    public string Styles { get; init; } = "";

    /// <summary>Elements before the list of sheets.</summary>
    public string Properties { get; init; } = "";

    /// <summary>Further relations of the workbook.</summary>
    public string BookRelations { get; init; } = "";

    /// <summary>Relations of the first sheet.</summary>
    public string SheetRelations { get; init; } = "";

    /// <summary>What stands behind the first sheet's data.</summary>
    public string BehindData { get; init; } = "";

    public bool Strict { get; init; }

    /// <summary>Files beside the usual ones, or in place of one of them.</summary>
    public Dictionary<string, string> Parts { get; } = [];

    /// <param name="rows">Content of <c>sheetData</c>.</param>
    public WorkbookFile Sheet(string name, string rows, string attributes = "")
    {
        sheets.Add((name, attributes, rows));
        return this;
    }

    /// <summary>Rows of inline strings, from the first on; null leaves a cell out.</summary>
    public static string Rows(params string?[][] rows) => string.Concat(rows.Select((row, number) => Row(number + 1, row)));

    public static string Row(int number, params string?[] cells) =>
        $"<row r=\"{number}\">{string.Concat(cells.Select((cell, column) => cell is null ? "" : Text(Address(column, number), cell)))}</row>";

    public static string Text(string address, string text) => $"<c r=\"{address}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{SecurityElement.Escape(text)}</t></is></c>";

    public static string Address(int column, int row) => (column < 26 ? "" : $"{(char)('A' + (column / 26) - 1)}") + $"{(char)('A' + (column % 26))}{row}";

    public byte[] Bytes(CompressionLevel level = CompressionLevel.Fastest)
    {
        var parts = new Dictionary<string, string>
        {
            ["[Content_Types].xml"] = $"<Types xmlns=\"{Package}content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/>"
                + Part("/xl/workbook.xml", "sheet.main") + string.Concat(sheets.Select((_, i) => Part($"/xl/worksheets/sheet{i + 1}.xml", "worksheet"))) + Part("/xl/styles.xml", "styles") + Part("/xl/sharedStrings.xml", "sharedStrings") + "</Types>",
            ["_rels/.rels"] = List(Relation("rId1", "officeDocument", "xl/workbook.xml")),
            ["xl/workbook.xml"] = $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Relations}\">{Properties}<sheets>"
                + string.Concat(sheets.Select((sheet, i) => $"<sheet name=\"{SecurityElement.Escape(sheet.Name)}\" sheetId=\"{i + 1}\" {sheet.Attributes} r:id=\"rId{i + 1}\"/>")) + "</sheets></workbook>",
            ["xl/_rels/workbook.xml.rels"] = List(
                string.Concat(sheets.Select((_, i) => Relation($"rId{i + 1}", "worksheet", $"worksheets/sheet{i + 1}.xml"))) + Relation("rIdStyles", "styles", "styles.xml")
                + (Shared is null ? "" : Relation("rIdShared", "sharedStrings", "sharedStrings.xml")) + BookRelations),
            ["xl/styles.xml"] = $"<styleSheet xmlns=\"{Main}\">{Styles}</styleSheet>",
        };
        for (var i = 0; i < sheets.Count; i++)
            parts[$"xl/worksheets/sheet{i + 1}.xml"] = $"<worksheet xmlns=\"{Main}\" xmlns:r=\"{Relations}\"><sheetData>{sheets[i].Data}</sheetData>{(i == 0 ? BehindData : "")}</worksheet>";
        if (Shared is not null)
            parts["xl/sharedStrings.xml"] = $"<sst xmlns=\"{Main}\">{Shared}</sst>";
        if (SheetRelations.Length > 0)
            parts["xl/worksheets/_rels/sheet1.xml.rels"] = List(SheetRelations);
        foreach (var (name, content) in Parts)
            parts[name] = content;
        return Zip(parts.Select(part => (part.Key, Encoding.UTF8.GetBytes(Strict ? Strictly(part.Value) : part.Value))), level);
    }

    public static byte[] Zip(IEnumerable<(string Name, byte[] Content)> files, CompressionLevel level = CompressionLevel.Fastest)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in files)
            {
                using var entry = zip.CreateEntry(name, level).Open();
                entry.Write(content);
            }
        }
        return bytes.ToArray();
    }

    public static string Relation(string id, string type, string target, bool external = false) =>
        $"<Relationship Id=\"{id}\" Type=\"{Relations}/{type}\" Target=\"{SecurityElement.Escape(target)}\"{(external ? " TargetMode=\"External\"" : "")}/>";

    private static string List(string relations) => $"<Relationships xmlns=\"{Package}relationships\">{relations}</Relationships>";

    private static string Part(string name, string type) => $"<Override PartName=\"{name}\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.{type}+xml\"/>";

    private static string Strictly(string xml) => xml
        .Replace(Main, "http://purl.oclc.org/ooxml/spreadsheetml/main", StringComparison.Ordinal)
        .Replace(Relations, "http://purl.oclc.org/ooxml/officeDocument/relationships", StringComparison.Ordinal);
}
