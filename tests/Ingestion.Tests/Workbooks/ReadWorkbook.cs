using System.Text.RegularExpressions;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;

namespace CreditShare.Ingestion.Tests.Workbooks;

/// <summary>A workbook as somebody else's library reads it.</summary>
internal sealed partial class ReadWorkbook : IDisposable
{
    private readonly SpreadsheetDocument document;

    public ReadWorkbook(byte[] bytes)
    {
        Bytes = bytes;
        document = SpreadsheetDocument.Open(new MemoryStream(bytes), isEditable: false);
    }

    public byte[] Bytes { get; }

    public IReadOnlyList<string> Sheets => [.. document.WorkbookPart!.Workbook.Sheets!.Elements<Sheet>().Select(sheet => sheet.Name!.Value!)];

    /// <summary>Nothing that the schema or the format's rules forbid.</summary>
    public void AssertValid() => Assert.Equal([], new OpenXmlValidator(DocumentFormat.OpenXml.FileFormatVersions.Office2019).Validate(document)
        .Select(fault => $"{fault.Part?.Uri} {fault.Path?.XPath}: {fault.Description}"));

    public Worksheet Sheet(string name) => Part(name).Worksheet;

    /// <summary>Cells that say something, by their reference.</summary>
    public Dictionary<string, string> Cells(string sheet) => Sheet(sheet).Descendants<Cell>().Where(cell => cell.InlineString is not null)
        .ToDictionary(cell => cell.CellReference!.Value!, cell => Decoded(cell.InlineString!.InnerText));

    /// <summary>Cells that hold numbers, as they are written.</summary>
    public Dictionary<string, string> Numbers(string sheet) => Sheet(sheet).Descendants<Cell>().Where(cell => cell.CellValue is not null)
        .ToDictionary(cell => cell.CellReference!.Value!, cell => cell.CellValue!.Text);

    /// <summary>What is said of a cell: the number of its style.</summary>
    public uint Style(string sheet, string reference) => Sheet(sheet).Descendants<Cell>().Single(cell => cell.CellReference == reference).StyleIndex!.Value;

    public Dictionary<string, string> Comments(string sheet) => Part(sheet).WorksheetCommentsPart?.Comments.CommentList!.Elements<Comment>()
        .ToDictionary(comment => comment.Reference!.Value!, comment => comment.InnerText) ?? [];

    /// <summary>Shapes in the drawing of a sheet's comments.</summary>
    public int Shapes(string sheet)
    {
        using var reader = new StreamReader(Part(sheet).VmlDrawingParts.Single().GetStream());
        return System.Xml.Linq.XDocument.Parse(reader.ReadToEnd()).Root!.Elements().Count(element => element.Name.LocalName == "shape");
    }

    public void Dispose() => document.Dispose();

    private WorksheetPart Part(string name) =>
        (WorksheetPart)document.WorkbookPart!.GetPartById(document.WorkbookPart.Workbook.Sheets!.Elements<Sheet>().Single(sheet => sheet.Name == name).Id!);

    private static string Decoded(string text) => Escape().Replace(text, match => ((char)Convert.ToInt32(match.Groups[1].Value, 16)).ToString());

    [GeneratedRegex("_x([0-9A-Fa-f]{4})_")]
    private static partial Regex Escape();
}
