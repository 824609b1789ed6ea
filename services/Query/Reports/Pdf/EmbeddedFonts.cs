using System.Globalization;
using PdfSharp.Fonts;

namespace CreditShare.Query.Reports.Pdf;

/// <summary>Hands the library the fonts of this process, and no others: those of the system it never looks at. The library has one such place a process.</summary>
internal sealed class EmbeddedFonts : IFontResolver
{
    private static readonly EmbeddedFonts Shared = new();
    private readonly List<TrueTypeFace> faces = [];

    /// <returns>The name by which the library asks for the font.</returns>
    public static string Register(TrueTypeFace face)
    {
        lock (Shared.faces)
        {
            GlobalFontSettings.FontResolver ??= Shared;
            var index = Shared.faces.IndexOf(face);
            if (index < 0)
            {
                index = Shared.faces.Count;
                Shared.faces.Add(face);
            }
            return "report" + index.ToString(CultureInfo.InvariantCulture);
        }
    }

    public FontResolverInfo? ResolveTypeface(string familyName, bool isBold, bool isItalic) => new(familyName, isBold, isItalic);

    public byte[]? GetFont(string faceName)
    {
        lock (faces)
            return faces[int.Parse(faceName.AsSpan("report".Length), NumberStyles.None, CultureInfo.InvariantCulture)].Bytes;
    }
}
