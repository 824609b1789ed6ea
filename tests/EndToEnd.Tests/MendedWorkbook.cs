using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace CreditShare.EndToEnd.Tests;

/// <summary>A workbook in a clerk's hands: looks at cells and types into them, as a spreadsheet would.</summary>
internal sealed class MendedWorkbook : IDisposable
{
    private readonly MemoryStream bytes = new();
    private readonly SpreadsheetDocument document;

    public MendedWorkbook(byte[] workbook)
    {
        bytes.Write(workbook);
        document = SpreadsheetDocument.Open(bytes, isEditable: true);
    }

    public IReadOnlyList<string> Sheets => [.. document.WorkbookPart!.Workbook.Sheets!.Elements<Sheet>().Select(sheet => sheet.Name!.Value!)];

    /// <summary>Cells that have a comment.</summary>
    public IReadOnlyList<string> Commented(string sheet) => [.. Part(sheet).WorksheetCommentsPart!.Comments.CommentList!.Elements<Comment>().Select(comment => comment.Reference!.Value!)];

    public string Text(string sheet, string reference) => Cell(sheet, reference)?.InnerText ?? "";

    /// <summary>The column whose title, in a row, begins with a text.</summary>
    public string Column(string sheet, string title, uint row) => Part(sheet).Worksheet.Descendants<Row>().Single(found => found.RowIndex! == row).Elements<Cell>()
        .First(cell => cell.InnerText.StartsWith(title, StringComparison.Ordinal)).CellReference!.Value!.TrimEnd("0123456789".ToCharArray());

    public void Type(string sheet, string reference, string text)
    {
        var cell = Cell(sheet, reference) ?? Insert(sheet, reference);
        cell.DataType = CellValues.InlineString;
        cell.InlineString = new InlineString(new Text(text) { Space = SpaceProcessingModeValues.Preserve });
    }

    public byte[] Saved()
    {
        document.Save();
        document.Dispose();
        return bytes.ToArray();
    }

    public void Dispose()
    {
        document.Dispose();
        bytes.Dispose();
    }

    private WorksheetPart Part(string name) =>
        (WorksheetPart)document.WorkbookPart!.GetPartById(document.WorkbookPart.Workbook.Sheets!.Elements<Sheet>().Single(sheet => sheet.Name == name).Id!);

    private Cell? Cell(string sheet, string reference) => Part(sheet).Worksheet.Descendants<Cell>().FirstOrDefault(cell => cell.CellReference == reference);

    private Cell Insert(string sheet, string reference)
    {
        var data = Part(sheet).Worksheet.GetFirstChild<SheetData>()!;
        var number = uint.Parse(reference.TrimStart("ABCDEFGHIJKLMNOPQRSTUVWXYZ".ToCharArray()), null);
        var row = data.Elements<Row>().FirstOrDefault(row => row.RowIndex! == number);
        if (row is null)
            data.Append(row = new Row { RowIndex = number });
        var cell = new Cell { CellReference = reference };
        row.InsertBefore(cell, row.Elements<Cell>().FirstOrDefault(other => Place(other.CellReference!.Value!) > Place(reference)));
        return cell;
    }

    private static int Place(string reference) => reference.Where(char.IsAsciiLetterUpper).Aggregate(0, (place, letter) => (place * 26) + letter - 'A' + 1);
}
