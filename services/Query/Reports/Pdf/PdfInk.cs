using System.Globalization;
using System.Text;
using PdfSharp.Drawing;
using PdfSharp.Pdf;

namespace CreditShare.Query.Reports.Pdf;

/// <summary>Text in one size and weight: measured, wrapped, drawn, each character by the first font that has it. One document's; not for concurrent callers.</summary>
internal sealed class PdfInk
{
    /// <summary>A line's height in sizes.</summary>
    private const double Leading = 1.45;

    private readonly IReadOnlyList<TrueTypeFace> faces;
    private readonly XFont[] fonts;
    private readonly XGraphics measure;
    private readonly XBrush brush;
    private readonly Dictionary<Rune, double> widths = [];

    public PdfInk(IReadOnlyList<TrueTypeFace> faces, XGraphics measure, double size, bool bold, XColor color)
    {
        this.faces = faces;
        this.measure = measure;
        fonts = [.. faces.Select(face => new XFont(EmbeddedFonts.Register(face), size, bold ? XFontStyleEx.Bold : XFontStyleEx.Regular, new XPdfFontOptions(PdfFontEncoding.Unicode)))];
        brush = new XSolidBrush(color);
        Height = size * Leading;
        Rise = size * 1.1;
    }

    /// <summary>Of a line, in points.</summary>
    public double Height { get; }

    /// <summary>From a line's top to its baseline.</summary>
    private double Rise { get; }

    /// <summary>The text with characters that no font has by their numbers: a gap on an official paper would be a falsehood.</summary>
    public string Writable(string text)
    {
        if (text.EnumerateRunes().All(rune => FaceOf(rune) >= 0))
            return text;
        var written = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (FaceOf(rune) >= 0)
                written.Append(rune);
            else
                written.Append(CultureInfo.InvariantCulture, $"[U+{rune.Value:X4}]");
        }
        return written.ToString();
    }

    public double Width(string text) => text.EnumerateRunes().Sum(Width);

    /// <param name="surface">The page.</param>
    /// <param name="text">Writable.</param>
    /// <param name="x">Left edge, in points.</param>
    /// <param name="y">Top of the line.</param>
    public void Draw(XGraphics surface, string text, double x, double y)
    {
        var run = new StringBuilder();
        var (face, left) = (-1, x);
        foreach (var rune in text.EnumerateRunes())
        {
            if (FaceOf(rune) is var its && its != face)
            {
                left = Flush(left);
                face = its;
            }
            run.Append(rune);
        }
        Flush(left);

        double Flush(double from)
        {
            if (run.Length == 0)
                return from;
            var part = run.ToString();
            surface.DrawString(part, fonts[face], brush, from, y + Rise);
            run.Clear();
            return from + Width(part);
        }
    }

    public void DrawCentred(XGraphics surface, string text, double x, double width, double y) => Draw(surface, text, x + ((width - Width(text)) / 2), y);

    private double Width(Rune rune)
    {
        if (!widths.TryGetValue(rune, out var width))
            widths[rune] = width = FaceOf(rune) is >= 0 and var face ? measure.MeasureString(rune.ToString(), fonts[face]).Width : 0;
        return width;
    }

    private int FaceOf(Rune rune)
    {
        for (var i = 0; i < faces.Count; i++)
        {
            if (faces[i].Has(rune.Value))
                return i;
        }
        return -1;
    }
}
