using System.Globalization;
using CreditShare.Query.Reports.Pages;
using CreditShare.Query.Reports.Sheets;
using PdfSharp;
using PdfSharp.Drawing;
using PdfSharp.Pdf;

namespace CreditShare.Query.Reports.Pdf;

/// <summary>Sets a sheet on pages of A4, from top to bottom. All lengths are points.</summary>
internal sealed class PdfSheet : IDisposable
{
    private const double Margin = 48;
    private const double Foot = 54;
    private const double CellPadding = 3.5;
    private const double LabelWidth = 100;
    private const double QrSize = 92;

    private static readonly XColor Ink = XColor.FromArgb(0x1a, 0x1a, 0x1a);
    private static readonly XColor Quiet = XColor.FromArgb(0x59, 0x59, 0x59);
    private static readonly XColor Seal = XColor.FromArgb(0xa3, 0x15, 0x15);
    private static readonly XColor Shade = XColor.FromArgb(0xf1, 0xef, 0xe9);
    private static readonly XPen Line = new(XColor.FromArgb(0x8a, 0x8a, 0x8a), 0.5);

    private readonly PdfDocument document = new();
    private readonly XGraphics measure = XGraphics.CreateMeasureContext(new XSize(1000, 1000), XGraphicsUnit.Point, XPageDirection.Downwards);
    private readonly List<XGraphics> pages = [];
    private readonly PdfInk title;
    private readonly PdfInk heading;
    private readonly PdfInk body;
    private readonly PdfInk strong;
    private readonly PdfInk small;

    private double y;
    private double width;
    private double bottom;

    public PdfSheet(IReadOnlyList<TrueTypeFace> faces)
    {
        title = new(faces, measure, 20, true, Ink);
        heading = new(faces, measure, 12, true, Ink);
        body = new(faces, measure, 9.5, false, Ink);
        strong = new(faces, measure, 9.5, true, Ink);
        small = new(faces, measure, 8, false, Quiet);
    }

    private XGraphics Surface => pages[^1];

    public MemoryStream Render(Sheet sheet)
    {
        Describe(sheet);
        NewPage();
        Head(sheet);
        Facts(sheet.Facts);
        foreach (var section in sheet.Sections)
        {
            Heading(section.Heading);
            Paragraphs(section.Paragraphs, Margin, width);
            if (section.Table is { } table)
                Table(table);
        }
        Checking(sheet);
        Feet(sheet.Number);
        pages.ForEach(page => page.Dispose());
        pages.Clear();
        var stream = new MemoryStream();
        document.Save(stream, closeStream: false);
        return stream;
    }

    public void Dispose()
    {
        pages.ForEach(page => page.Dispose());
        measure.Dispose();
        document.Dispose();
    }

    private void Describe(Sheet sheet)
    {
        document.Info.Title = $"{sheet.Title} {sheet.Number}";
        document.Info.Author = sheet.Issuer;
        document.Info.Subject = sheet.Page;
        document.Info.CreationDate = sheet.IssuedAt.UtcDateTime;
        document.Language = "zh-CN";
    }

    private void NewPage()
    {
        var page = document.AddPage();
        page.Size = PageSize.A4;
        pages.Add(XGraphics.FromPdfPage(page));
        (y, width, bottom) = (Margin, page.Width.Point - (2 * Margin), page.Height.Point - Foot);
    }

    /// <summary>A new page, if less than this is left on the present one.</summary>
    private void Need(double height)
    {
        if (y + height > bottom)
            NewPage();
    }

    private void Head(Sheet sheet)
    {
        title.DrawCentred(Surface, sheet.Title, Margin, width, y);
        y += title.Height + 2;
        body.DrawCentred(Surface, sheet.Issuer, Margin, width, y);
        y += body.Height;
        small.DrawCentred(Surface, $"报告编号 {sheet.Number}", Margin, width, y);
        y += small.Height + 6;
        Surface.DrawLine(new XPen(Seal, 2.2), Margin, y, Margin + width, y);
        Surface.DrawLine(new XPen(Seal, 0.6), Margin, y + 3, Margin + width, y + 3);
        y += 14;
    }

    private void Facts(IReadOnlyList<SheetFact> facts)
    {
        foreach (var fact in facts)
            Row([new(Margin, LabelWidth, Cell([new(fact.Label, Small: true)], LabelWidth)), new(Margin + LabelWidth, width - LabelWidth, Cell([new(fact.Text)], width - LabelWidth))], null);
    }

    private void Heading(string text)
    {
        y += 10;
        Need(heading.Height + (4 * body.Height));
        heading.Draw(Surface, heading.Writable(text), Margin, y);
        y += heading.Height + 3;
    }

    private void Paragraphs(IReadOnlyList<string> paragraphs, double x, double wide)
    {
        foreach (var line in paragraphs.SelectMany(text => PdfLines.Break(text, body, wide)))
        {
            Need(body.Height);
            body.Draw(Surface, line, x, y);
            y += body.Height;
        }
        y += 3;
    }

    private void Table(SheetTable table)
    {
        var edges = table.Columns.Select((_, i) => Margin + (width * table.Columns.Take(i).Sum(column => column.Share))).ToList();
        var head = Placed([.. table.Columns.Select(column => (SheetCell)new(new SheetLine(column.Title, Strong: true)))]);
        Row(head, null, shaded: true);
        foreach (var row in table.Rows)
            Row(Placed(row), head);

        List<PlacedCell> Placed(IReadOnlyList<SheetCell> cells) =>
            [.. cells.Select((cell, i) => new PlacedCell(edges[i], width * table.Columns[i].Share, Cell(cell.Lines, width * table.Columns[i].Share)))];
    }

    private List<(PdfInk Ink, string Text)> Cell(IReadOnlyList<SheetLine> lines, double wide) =>
        [.. lines.SelectMany(line => PdfLines.Break(line.Text, Of(line), wide - (2 * CellPadding)).Select(text => (Of(line), text)))];

    private PdfInk Of(SheetLine line) => line.Strong ? strong : line.Small ? small : body;

    /// <summary>A row on this page if it fits, else on the next under the head again; one that is longer than a page goes on over the next.</summary>
    private void Row(IReadOnlyList<PlacedCell> cells, IReadOnlyList<PlacedCell>? head, bool shaded = false)
    {
        var headHeight = head?.Max(cell => cell.Height) ?? 0;
        while (true)
        {
            var height = cells.Max(cell => cell.Height);
            var fits = y + height <= bottom;
            if (!fits && (height <= bottom - Margin - headHeight || bottom - y < 4 * body.Height))
            {
                NewPage();
                if (head is not null)
                    Row(head, null, shaded: true);
                continue;
            }
            var (now, later) = fits ? (cells, null) : Split(cells, bottom - y);
            Draw(now, now.Max(cell => cell.Height), shaded);
            if (later is null)
                return;
            cells = later;
        }
    }

    private static (IReadOnlyList<PlacedCell> Now, IReadOnlyList<PlacedCell>? Later) Split(IReadOnlyList<PlacedCell> cells, double room)
    {
        var now = cells.Select(cell => cell with { Lines = [.. cell.Lines.Take(cell.Fitting(room))] }).ToList();
        return (now, [.. cells.Select((cell, i) => cell with { Lines = [.. cell.Lines.Skip(now[i].Lines.Count)] })]);
    }

    private void Draw(IReadOnlyList<PlacedCell> cells, double height, bool shaded)
    {
        foreach (var cell in cells)
        {
            if (shaded)
                Surface.DrawRectangle(new XSolidBrush(Shade), cell.X, y, cell.Width, height);
            Surface.DrawRectangle(Line, cell.X, y, cell.Width, height);
            var top = y + CellPadding - 1;
            foreach (var (ink, text) in cell.Lines)
            {
                ink.Draw(Surface, text, cell.X + CellPadding, top);
                top += ink.Height;
            }
        }
        y += height;
    }

    private void Checking(Sheet sheet)
    {
        var beside = width - QrSize - 12;
        var lines = sheet.Checking.Paragraphs.Sum(text => PdfLines.Break(text, body, beside).Count);
        y += 10;
        Need(heading.Height + Math.Max(QrSize, lines * body.Height) + 10);
        heading.Draw(Surface, sheet.Checking.Heading, Margin, y);
        y += heading.Height + 3;
        var top = y;
        Qr(sheet.Page, Margin, top);
        Paragraphs(sheet.Checking.Paragraphs, Margin + QrSize + 12, beside);
        y = Math.Max(y, top + QrSize);
    }

    private void Qr(string text, double x, double top)
    {
        var modules = QrCode.Modules(text);
        var side = QrSize / modules.Length;
        var dark = new XGraphicsPath { FillMode = XFillMode.Winding };
        for (var row = 0; row < modules.Length; row++)
        {
            for (var column = 0; column < modules.Length; column++)
            {
                var run = modules[row].Skip(column).TakeWhile(module => module).Count();
                if (run == 0)
                    continue;
                dark.AddRectangle(x + (column * side), top + (row * side), run * side, side);
                column += run;
            }
        }
        Surface.DrawPath(XBrushes.Black, dark);
    }

    private void Feet(string number)
    {
        for (var i = 0; i < pages.Count; i++)
        {
            var place = bottom + 14;
            pages[i].DrawLine(Line, Margin, place - 4, Margin + width, place - 4);
            small.Draw(pages[i], $"报告编号 {number}", Margin, place);
            var count = string.Create(CultureInfo.InvariantCulture, $"第 {i + 1} 页 / 共 {pages.Count} 页");
            small.Draw(pages[i], count, Margin + width - small.Width(count), place);
        }
    }

    /// <param name="X">Left edge.</param>
    /// <param name="Width">With its padding.</param>
    /// <param name="Lines">Broken.</param>
    private sealed record PlacedCell(double X, double Width, IReadOnlyList<(PdfInk Ink, string Text)> Lines)
    {
        public double Height => Lines.Sum(line => line.Ink.Height) + (2 * CellPadding) - 2;

        /// <summary>How many lines have room.</summary>
        public int Fitting(double room)
        {
            var (count, used) = (0, (2 * CellPadding) - 2);
            while (count < Lines.Count && used + Lines[count].Ink.Height <= room)
                used += Lines[count++].Ink.Height;
            return count;
        }
    }
}
