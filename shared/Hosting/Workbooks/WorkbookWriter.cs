using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;

namespace CreditShare.Hosting.Workbooks;

/// <summary>
/// Writes a workbook (XLSX) while it is made: memory holds one row and the comments of one sheet, however many rows there are. Sheets are written one after the other, in any order. Not ended by
/// <see cref="EndAsync"/>, what was written is no workbook, and readers see that.
/// </summary>
public sealed class WorkbookWriter : IDisposable
{
    private readonly GatheredStream gathered;
    private readonly ZipArchive archive;
    private readonly List<(string Name, int Part)> order = [];
    private readonly List<int> commented = [];
    private int vmlBlocks;

    /// <param name="output">Stays open.</param>
    public WorkbookWriter(Stream output)
    {
        gathered = new GatheredStream(output);
        archive = new ZipArchive(gathered, ZipArchiveMode.Create, leaveOpen: true);
    }

    /// <summary>Begins a sheet; the one before must have been ended.</summary>
    /// <param name="name">Legal and not used yet, see <see cref="SheetNames"/>.</param>
    /// <param name="layout">What is said of it beside its rows.</param>
    /// <param name="first">Whether it stands before all others.</param>
    public SheetWriter Begin(string name, SheetLayout layout, bool first = false)
    {
        var part = order.Count + 1;
        order.Insert(first ? 0 : order.Count, (name, part));
        return new SheetWriter(Part(string.Create(CultureInfo.InvariantCulture, $"xl/worksheets/sheet{part}.xml")), layout, gathered, comments => WriteComments(part, comments));
    }

    /// <summary>Writes what makes a workbook of the sheets.</summary>
    public async Task EndAsync(CancellationToken ct)
    {
        Write("xl/workbook.xml", WriteWorkbook);
        Write("xl/_rels/workbook.xml.rels", WriteSheetRelationships);
        Write("_rels/.rels", xml => WriteRelationships(xml, ("rId1", "officeDocument", "xl/workbook.xml")));
        await using (var styles = Part("xl/styles.xml"))
            styles.Write(Encoding.UTF8.GetBytes(StylesPart.Xml));
        Write("[Content_Types].xml", WriteContentTypes);
        archive.Dispose();
        await gathered.DrainAsync(ct);
    }

    /// <summary>Of a workbook that was not ended the archive is left open: it holds nothing that needs closing, and its end would only look like a whole one.</summary>
    public void Dispose() => gathered.Dispose();

    private Stream Part(string name) => archive.CreateEntry(name, CompressionLevel.Fastest).Open();

    private void Write(string name, Action<XmlWriter> write)
    {
        using var part = Part(name);
        using var xml = WorkbookXml.Open(part);
        write(xml);
    }

    private void WriteComments(int part, IReadOnlyList<CellComment> comments)
    {
        var number = part.ToString(CultureInfo.InvariantCulture);
        commented.Add(part);
        Write($"xl/comments{number}.xml", xml => CommentParts.WriteComments(xml, comments));
        using (var drawing = Part($"xl/drawings/vmlDrawing{number}.vml"))
            vmlBlocks += CommentParts.WriteDrawing(drawing, comments, vmlBlocks + 1);
        Write($"xl/worksheets/_rels/sheet{number}.xml.rels", xml => WriteRelationships(
            xml, (SheetWriter.DrawingId, "vmlDrawing", $"../drawings/vmlDrawing{number}.vml"), ("rId2", "comments", $"../comments{number}.xml")));
    }

    private void WriteWorkbook(XmlWriter xml)
    {
        xml.WriteStartElement("workbook", WorkbookXml.Main);
        xml.WriteAttributeString("xmlns", "r", null, WorkbookXml.Relationships);
        xml.WriteStartElement("bookViews", WorkbookXml.Main);
        xml.WriteStartElement("workbookView", WorkbookXml.Main);
        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteStartElement("sheets", WorkbookXml.Main);
        foreach (var (name, part) in order)
        {
            xml.WriteStartElement("sheet", WorkbookXml.Main);
            xml.WriteAttributeString("name", name);
            xml.WriteAttributeString("sheetId", part.ToString(CultureInfo.InvariantCulture));
            xml.WriteAttributeString("id", WorkbookXml.Relationships, SheetId(part));
            xml.WriteEndElement();
        }
    }

    private void WriteSheetRelationships(XmlWriter xml) => WriteRelationships(
        xml, [.. order.Select(sheet => (SheetId(sheet.Part), "worksheet", $"worksheets/sheet{sheet.Part.ToString(CultureInfo.InvariantCulture)}.xml")), ("rId0", "styles", "styles.xml")]);

    private static string SheetId(int part) => "rId" + part.ToString(CultureInfo.InvariantCulture);

    private static void WriteRelationships(XmlWriter xml, params IEnumerable<(string Id, string Type, string Target)> relationships)
    {
        xml.WriteStartElement("Relationships", WorkbookXml.PackageRelationships);
        foreach (var (id, type, target) in relationships)
        {
            xml.WriteStartElement("Relationship", WorkbookXml.PackageRelationships);
            xml.WriteAttributeString("Id", id);
            xml.WriteAttributeString("Type", $"{WorkbookXml.Relationships}/{type}");
            xml.WriteAttributeString("Target", target);
            xml.WriteEndElement();
        }
    }

    private void WriteContentTypes(XmlWriter xml)
    {
        xml.WriteStartElement("Types", WorkbookXml.ContentTypes);
        Default("rels", "application/vnd.openxmlformats-package.relationships+xml");
        Default("xml", "application/xml");
        Default("vml", "application/vnd.openxmlformats-officedocument.vmlDrawing");
        Override("/xl/workbook.xml", "sheet.main+xml");
        Override("/xl/styles.xml", "styles+xml");
        foreach (var (_, part) in order)
            Override(string.Create(CultureInfo.InvariantCulture, $"/xl/worksheets/sheet{part}.xml"), "worksheet+xml");
        foreach (var part in commented)
            Override(string.Create(CultureInfo.InvariantCulture, $"/xl/comments{part}.xml"), "comments+xml");

        void Default(string extension, string type) => Type("Default", "Extension", extension, type);
        void Override(string part, string type) => Type("Override", "PartName", part, WorkbookXml.ContentTypePrefix + type);
        void Type(string element, string key, string value, string type)
        {
            xml.WriteStartElement(element, WorkbookXml.ContentTypes);
            xml.WriteAttributeString(key, value);
            xml.WriteAttributeString("ContentType", type);
            xml.WriteEndElement();
        }
    }
}
