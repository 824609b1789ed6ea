using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using PdfSharp.Pdf;
using PdfSharp.Pdf.IO;

namespace CreditShare.Query.Reports.Pdf;

/// <summary>
/// Writes the maps by which text is taken out of a PDF anew. PDFsharp 6.2 puts characters beyond U+FFFF there as five digits, where the form asks for UTF-16 (ISO 32000-1, 9.10.3): 𠮷 would be searched and copied as
/// two other characters. It also puts all ranges into one block, of which a reader need not take more than a hundred.
/// </summary>
internal static partial class ToUnicodeRepair
{
    private const int BlockSize = 100;

    public static byte[] Apply(MemoryStream pdf)
    {
        pdf.Position = 0;
        using var document = PdfReader.Open(pdf, PdfDocumentOpenMode.Modify);
        foreach (var map in document.Internals.GetAllObjects().OfType<PdfDictionary>().Where(one => one.Stream is not null))
        {
            var text = Encoding.Latin1.GetString(map.Stream.UnfilteredValue);
            if (!text.StartsWith("/CIDInit", StringComparison.Ordinal))
                continue;
            map.Elements.Remove("/Filter");
            map.Stream.Value = Encoding.ASCII.GetBytes(Rewritten(text));
        }
        using var repaired = new MemoryStream();
        document.Save(repaired);
        return repaired.ToArray();
    }

    private static string Rewritten(string text)
    {
        var pairs = Range.Matches(text).Select(range => $"<{range.Groups[1].Value}> <{Utf16(range.Groups[2].Value)}>").ToList();
        var map = new StringBuilder("""
            /CIDInit /ProcSet findresource begin
            12 dict begin
            begincmap
            /CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
            /CMapName /Adobe-Identity-UCS def
            /CMapType 2 def
            1 begincodespacerange
            <0000> <FFFF>
            endcodespacerange

            """);
        foreach (var block in pairs.Chunk(BlockSize))
            map.Append(CultureInfo.InvariantCulture, $"{block.Length} beginbfchar\n{string.Join('\n', block)}\nendbfchar\n");
        return map.Append("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n").ToString();
    }

    private static string Utf16(string hex) =>
        string.Concat(new Rune(int.Parse(hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString().Select(unit => ((int)unit).ToString("X4", CultureInfo.InvariantCulture)));

    /// <summary>As PDFsharp writes it: every glyph a range of its own.</summary>
    [GeneratedRegex("<([0-9A-F]{4})><[0-9A-F]{4}><([0-9A-F]{4,6})>")]
    private static partial Regex Range { get; }
}
