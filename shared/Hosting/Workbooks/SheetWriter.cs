using System.Globalization;
using System.Xml;

namespace CreditShare.Hosting.Workbooks;

/// <param name="Column">From 0.</param>
/// <param name="Row">From 1.</param>
/// <param name="Text">What it says.</param>
internal sealed record CellComment(int Column, int Row, string Text);

/// <summary>Writes one sheet, row after row from the top. Texts are typed as such: what looks like a formula is none.</summary>
public sealed class SheetWriter
{
    /// <summary>Comments of one sheet. Spreadsheets grow slow with more, and they are what is held in memory; what is beyond is left out and counted.</summary>
    public const int MostComments = 20_000;

    internal const string DrawingId = "rId1";

    private readonly XmlWriter xml;
    private readonly Stream part;
    private readonly SheetLayout layout;
    private readonly GatheredStream gathered;
    private readonly Action<IReadOnlyList<CellComment>> writeComments;
    private readonly List<CellComment> comments = [];
    private int row;

    internal SheetWriter(Stream part, SheetLayout layout, GatheredStream gathered, Action<IReadOnlyList<CellComment>> writeComments)
    {
        (this.part, this.layout, this.gathered, this.writeComments) = (part, layout, gathered, writeComments);
        xml = WorkbookXml.Open(part);
        xml.WriteStartElement("worksheet", WorkbookXml.Main);
        xml.WriteAttributeString("xmlns", "r", null, WorkbookXml.Relationships);
        WriteView();
        WriteColumns();
        xml.WriteStartElement("sheetData", WorkbookXml.Main);
    }

    /// <summary>Comments that were left out.</summary>
    public int CommentsLeftOut { get; private set; }

    /// <param name="number">From 1, higher than that of the row before.</param>
    public void BeginRow(int number)
    {
        if (number <= row || number > CellReference.MostRows)
            throw new ArgumentOutOfRangeException(nameof(number), number, $"Row {row} was written; the next is higher, up to {CellReference.MostRows}.");
        row = number;
        xml.WriteStartElement("row", WorkbookXml.Main);
        xml.WriteAttributeString("r", row.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Writes a cell of the row; cells come from left to right. An empty one without a style of its own need not come.</summary>
    public void Cell(int column, string? text, CellStyle style, string? comment = null)
    {
        xml.WriteStartElement("c", WorkbookXml.Main);
        xml.WriteAttributeString("r", CellReference.Of(column, row));
        xml.WriteAttributeString("s", Number((int)style));
        if (!string.IsNullOrEmpty(text))
        {
            xml.WriteAttributeString("t", "inlineStr");
            xml.WriteStartElement("is", WorkbookXml.Main);
            xml.WriteText(text);
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
        if (comment is null)
            return;
        if (comments.Count < MostComments)
            comments.Add(new(column, row, comment));
        else
            CommentsLeftOut++;
    }

    /// <summary>Writes a cell of the row that holds a number; nothing for none.</summary>
    public void Number(int column, double? number, CellStyle style)
    {
        if (number is not { } known)
            return;
        xml.WriteStartElement("c", WorkbookXml.Main);
        xml.WriteAttributeString("r", CellReference.Of(column, row));
        xml.WriteAttributeString("s", Number((int)style));
        xml.WriteElementString("v", WorkbookXml.Main, known.ToString("R", CultureInfo.InvariantCulture));
        xml.WriteEndElement();
    }

    public Task EndRowAsync(CancellationToken ct)
    {
        xml.WriteEndElement();
        return gathered.IsFull ? gathered.DrainAsync(ct) : Task.CompletedTask;
    }

    /// <summary>Ends the sheet, and writes its comments.</summary>
    public async Task EndAsync(CancellationToken ct)
    {
        xml.WriteEndElement();
        WriteHints();
        if (comments.Count > 0)
        {
            xml.WriteStartElement("legacyDrawing", WorkbookXml.Main);
            xml.WriteAttributeString("id", WorkbookXml.Relationships, DrawingId);
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
        Close();
        if (comments.Count > 0)
            writeComments(comments);
        await gathered.DrainAsync(ct);
    }

    /// <summary>Into memory alone, so nothing waits.</summary>
    private void Close()
    {
        xml.Dispose();
        part.Dispose();
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private void WriteView()
    {
        xml.WriteStartElement("sheetViews", WorkbookXml.Main);
        xml.WriteStartElement("sheetView", WorkbookXml.Main);
        xml.WriteAttributeString("workbookViewId", "0");
        if (layout.FrozenRows > 0)
        {
            xml.WriteStartElement("pane", WorkbookXml.Main);
            xml.WriteAttributeString("ySplit", Number(layout.FrozenRows));
            xml.WriteAttributeString("topLeftCell", CellReference.Of(0, layout.FrozenRows + 1));
            xml.WriteAttributeString("activePane", "bottomLeft");
            xml.WriteAttributeString("state", "frozen");
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private void WriteColumns()
    {
        if (layout.Widths.Count == 0)
            return;
        xml.WriteStartElement("cols", WorkbookXml.Main);
        for (var column = 0; column < layout.Widths.Count; column++)
        {
            xml.WriteStartElement("col", WorkbookXml.Main);
            xml.WriteAttributeString("min", Number(column + 1));
            xml.WriteAttributeString("max", Number(column + 1));
            xml.WriteAttributeString("width", layout.Widths[column].ToString(CultureInfo.InvariantCulture));
            xml.WriteAttributeString("style", Number((int)layout.Columns));
            xml.WriteAttributeString("customWidth", "1");
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
    }

    private void WriteHints()
    {
        if (layout.Hints.Count == 0)
            return;
        xml.WriteStartElement("dataValidations", WorkbookXml.Main);
        xml.WriteAttributeString("count", Number(layout.Hints.Count));
        foreach (var hint in layout.Hints)
        {
            xml.WriteStartElement("dataValidation", WorkbookXml.Main);
            if (hint.List is not null)
            {
                xml.WriteAttributeString("type", "list");
                xml.WriteAttributeString("errorStyle", "warning");
                xml.WriteAttributeString("showErrorMessage", "1");
                xml.WriteAttributeString("errorTitle", Cut(hint.Title, 32));
                xml.WriteAttributeString("error", "不在可选项中，请核对。");
            }
            xml.WriteAttributeString("allowBlank", "1");
            xml.WriteAttributeString("showInputMessage", "1");
            xml.WriteAttributeString("promptTitle", Cut(hint.Title, 32));
            xml.WriteAttributeString("prompt", Cut(hint.Hint, 255));
            xml.WriteAttributeString("sqref", $"{CellReference.Of(hint.Column, hint.FirstRow)}:{CellReference.Of(hint.Column, hint.LastRow)}");
            if (hint.List is not null)
                xml.WriteElementString("formula1", WorkbookXml.Main, hint.List);
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
    }

    private static string Cut(string text, int longest) => text.Length <= longest ? text : text[..(longest - 1)] + "…";
}
