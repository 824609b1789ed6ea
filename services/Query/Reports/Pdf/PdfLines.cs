using System.Text;

namespace CreditShare.Query.Reports.Pdf;

/// <summary>Breaks text into lines as Chinese is set: between any two ideographs, but not before a closing or behind an opening mark, and not within a word or number unless it is longer than a line.</summary>
internal static class PdfLines
{
    private const string Closing = "，。；：、！？）》〕】」』”’％%,.;:!?)]}";
    private const string Opening = "（《〔【「『“‘([{";

    /// <param name="text">One paragraph.</param>
    /// <param name="ink">What it is set in.</param>
    /// <param name="width">Of the lines, in points.</param>
    public static IReadOnlyList<string> Break(string text, PdfInk ink, double width)
    {
        var (lines, line, filled) = (new List<string>(), new StringBuilder(), 0.0);
        foreach (var piece in Pieces(ink.Writable(text.ReplaceLineEndings(" "))))
        {
            var wide = ink.Width(piece);
            if (filled + wide > width && line.Length > 0)
                End();
            if (wide <= width)
            {
                Put(piece, wide);
                continue;
            }
            foreach (var rune in piece.EnumerateRunes().Select(rune => rune.ToString()))
            {
                if (filled + ink.Width(rune) > width && line.Length > 0)
                    End();
                Put(rune, ink.Width(rune));
            }
        }
        if (line.Length > 0 || lines.Count == 0)
            End();
        return lines;

        void Put(string piece, double wide)
        {
            if (line.Length == 0 && string.IsNullOrWhiteSpace(piece))
                return;
            line.Append(piece);
            filled += wide;
        }

        void End()
        {
            lines.Add(line.ToString().TrimEnd());
            line.Clear();
            filled = 0;
        }
    }

    /// <summary>Parts that stay together.</summary>
    private static IEnumerable<string> Pieces(string text)
    {
        var piece = new StringBuilder();
        var (inWord, opened) = (false, false);
        foreach (var rune in text.EnumerateRunes())
        {
            var isClosing = rune.IsBmp && Closing.Contains((char)rune.Value, StringComparison.Ordinal);
            var isWord = rune.Value < 0x2E80 && !Rune.IsWhiteSpace(rune) && !isClosing;
            if (piece.Length > 0 && !opened && !isClosing && !(isWord && inWord))
            {
                yield return piece.ToString();
                piece.Clear();
            }
            piece.Append(rune);
            opened = rune.IsBmp && Opening.Contains((char)rune.Value, StringComparison.Ordinal);
            inWord = isWord || (isClosing && inWord && rune.IsAscii);
        }
        if (piece.Length > 0)
            yield return piece.ToString();
    }
}
