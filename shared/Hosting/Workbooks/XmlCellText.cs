using System.Buffers;
using System.Globalization;
using System.Text;

namespace CreditShare.Hosting.Workbooks;

/// <summary>
/// Text as a workbook's cell holds it (ECMA-376 part 1, 22.9.2.19, ST_Xstring): what XML cannot hold is written <c>_xHHHH_</c>, and an underscore that would be read as the beginning of
/// one is written <c>_x005F_</c>. Line breaks become one LF, the only one that spreadsheets know; a text longer than a cell is cut.
/// </summary>
internal static class XmlCellText
{
    /// <summary>Characters of one cell (UTF-16), by Excel's specification.</summary>
    public const int Longest = 32_767;

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdefABCDEF");

    private static readonly SearchValues<char> Suspect = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Select(code => (char)code).Where(character => character is not ('\t' or '\n')), '_', .. Enumerable.Range(0xD800, 0x800).Select(code => (char)code), '\uFFFE', '\uFFFF']);

    public static string Of(string text)
    {
        var cut = text.Length <= Longest ? text : text[..(char.IsHighSurrogate(text[Longest - 1]) ? Longest - 1 : Longest)];
        return cut.AsSpan().ContainsAny(Suspect) ? Escaped(cut.ReplaceLineEndings("\n")) : cut;
    }

    private static string Escaped(string text)
    {
        var escaped = new StringBuilder(text.Length + 16);
        for (var at = 0; at < text.Length; at++)
        {
            var character = text[at];
            if (char.IsHighSurrogate(character) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]))
                escaped.Append(character).Append(text[++at]);
            else if (character == '_' ? IsEscape(text.AsSpan(at)) : Suspect.Contains(character) && character != '\n')
                escaped.Append(CultureInfo.InvariantCulture, $"_x{(int)character:X4}_");
            else
                escaped.Append(character);
        }
        return escaped.ToString();
    }

    private static bool IsEscape(ReadOnlySpan<char> text) =>
        text.Length >= 7 && text[1] == 'x' && text[6] == '_' && !text[2..6].ContainsAnyExcept(HexDigits);
}
