using System.Globalization;
using System.Xml;
using CreditShare.Hosting.Workbooks;
using CreditShare.Ingestion.Imports.Tables;

namespace CreditShare.Ingestion.Imports.Xlsx;

/// <summary>The rows of one sheet's XML, forward, one at a time. Row and cell addresses may be left out; what is there must ascend.</summary>
internal sealed class SheetXml : IDisposable
{
    private const int NoColumn = -1;

    private readonly WatchedStream part;
    private readonly XmlReader xml;
    private readonly XmlText text;
    private readonly string sheet;
    private readonly XlsxStyles styles;
    private readonly SharedTexts? shared;
    private readonly bool from1904;
    private bool ended;

    public SheetXml(WatchedStream part, string sheet, XlsxStyles styles, SharedTexts? shared, bool from1904)
    {
        (this.part, this.sheet, this.styles, this.shared, this.from1904) = (part, sheet, styles, shared, from1904);
        xml = XmlText.Open(part);
        text = new(sheet);
    }

    /// <summary>The row's number; 0 before the first.</summary>
    public int Row { get; private set; }

    public bool IsHidden { get; private set; }

    /// <summary>Texts by column; null for a cell that is not there, not wanted or wrong.</summary>
    public List<string?> Cells { get; } = [];

    public List<CellFault> Faults { get; } = [];

    /// <summary>Goes to the next row in the file, blank or not. False at the end of the sheet's data; what stands behind it is not read.</summary>
    /// <param name="wanted">Whether the cells of a column are to be read.</param>
    /// <exception cref="UnreadableBodyException">Rows or cells are out of order, or one is too long.</exception>
    /// <exception cref="XmlException">It is no XML.</exception>
    public bool NextRow(Func<int, bool> wanted)
    {
        Cells.Clear();
        Faults.Clear();
        while (!ended && xml.Read())
        {
            part.Mark();
            if (xml.NodeType == XmlNodeType.EndElement && xml.Depth == 1 && xml.LocalName == "sheetData")
                ended = true;
            else if (xml.NodeType == XmlNodeType.Element && xml.Depth == 2 && xml.LocalName == "row")
            {
                ReadRow(wanted);
                return true;
            }
        }
        return false;
    }

    private string Place => $"{sheet}, row {Row}";

    private void ReadRow(Func<int, bool> wanted)
    {
        var number = xml.GetAttribute("r") is { } stated ? Number(stated) : Row + 1;
        IsHidden = xml.GetAttribute("hidden") is "1" or "true";
        if (number is < 1 or > XlsxLimits.Rows)
            throw WorkbookFaults.Malformed(Place);
        if (number <= Row)
            throw WorkbookFaults.Disordered($"{sheet}, row {number}");
        Row = number;
        if (xml.IsEmptyElement)
            return;
        var length = 0;
        var column = NoColumn;
        for (var depth = xml.Depth; xml.Read() && xml.Depth > depth;)
        {
            part.Mark();
            if (xml.NodeType != XmlNodeType.Element || xml.Depth != depth + 1 || xml.LocalName != "c")
                continue;
            column = ReadCell(column, wanted);
            length += Cells.Count > 0 && column == Cells.Count - 1 ? Cells[^1]?.Length ?? 0 : 0;
            if (length > XlsxLimits.LongestRow)
                throw WorkbookFaults.RowTooLong(Place);
        }
    }

    /// <returns>The cell's column.</returns>
    private int ReadCell(int before, Func<int, bool> wanted)
    {
        var (column, style, type) = (before + 1, 0, "n");
        while (xml.MoveToNextAttribute())
        {
            switch (xml.LocalName)
            {
                case "r":
                    column = ColumnOf(xml.Value);
                    break;
                case "s":
                    style = Number(xml.Value);
                    break;
                case "t":
                    type = xml.Value;
                    break;
            }
        }
        xml.MoveToElement();
        if (column is < 0 or >= XlsxLimits.Columns)
            throw WorkbookFaults.Malformed(Place);
        if (column <= before)
            throw WorkbookFaults.Disordered(Place);
        if (xml.IsEmptyElement)
            return column;
        if (!wanted(column))
        {
            for (var depth = xml.Depth; xml.Read() && xml.Depth > depth;)
                part.Mark();
            return column;
        }
        var cell = CellReference.Of(column, Row);
        var (value, fault) = ReadContent(type, style, column, cell);
        if (fault is not null)
            Faults.Add(fault);
        if (string.IsNullOrEmpty(value))
            return column;
        if (column >= TitleSearch.MostColumns)
            throw WorkbookFaults.TooWide($"{sheet}, cell {cell}");
        while (Cells.Count < column)
            Cells.Add(null);
        Cells.Add(value);
        return column;
    }

    private (string? Text, CellFault? Fault) ReadContent(string type, int style, int column, string cell)
    {
        text.Clear();
        bool formula = false, valued = false, passed = false;
        for (var depth = xml.Depth; (passed || xml.Read()) && xml.Depth > depth;)
        {
            passed = false;
            part.Mark();
            if (xml.NodeType != XmlNodeType.Element)
                continue;
            switch (xml.LocalName)
            {
                case "f":
                    formula = true;
                    break;
                case "v" when type != "inlineStr":
                    text.Clear();
                    text.Add(xml);
                    valued = true;
                    break;
                case "t" when type == "inlineStr":
                    text.Add(xml);
                    break;
                // Readings above the text and formats are no part of it.
                case "rPh" or "phoneticPr" or "rPr" or "extLst":
                    xml.Skip();
                    passed = true;
                    break;
            }
        }
        return type switch
        {
            "inlineStr" => (text.Decoded(), null),
            "str" => formula && !valued ? (null, CellFaults.NoResult(column, cell)) : (text.Decoded(), null),
            _ => Value(text.Plain().Trim(), type, style, column, cell, formula),
        };
    }

    private (string? Text, CellFault? Fault) Value(string value, string type, int style, int column, string cell, bool formula)
    {
        if (value.Length == 0)
            return (null, formula ? CellFaults.NoResult(column, cell) : null);
        return type switch
        {
            "s" => Number(value) is >= 0 and var number && number < (shared?.Count ?? 0) ? (shared![number], null) : (null, CellFaults.Unreadable(column, cell)),
            "n" => CellNumber.Read(value, styles[style], from1904, column, cell),
            "b" => (value == "1" ? "TRUE" : "FALSE", null),
            "d" => (value, null),
            "e" => (null, CellFaults.ErrorValue(column, cell, value.Length <= 20 ? value : "")),
            _ => (null, CellFaults.Unreadable(column, cell)),
        };
    }

    /// <summary>The column of an address such as C5, from 0; less than 0 if it is none, or one of another row.</summary>
    private int ColumnOf(string address)
    {
        var column = 0;
        var at = 0;
        for (; at < address.Length && at < 4 && char.IsAsciiLetterUpper(address[at]); at++)
            column = (column * 26) + address[at] - 'A' + 1;
        return Number(address.AsSpan(at)) == Row ? column - 1 : NoColumn;
    }

    private static int Number(ReadOnlySpan<char> digits) => int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;

    public void Dispose() => xml.Dispose();
}
