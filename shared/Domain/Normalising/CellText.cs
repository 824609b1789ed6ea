using System.Buffers;
using System.Text;

namespace CreditShare.Domain.Normalising;

/// <summary>
/// Rule: outer blanks of every kind go, full-width letters, digits and the blank become half-width, blanks, line breaks and tabs in a row become
/// one blank, invisible characters go. Chinese punctuation stays as written. Folding twice changes nothing more.
/// </summary>
public static class CellText
{
    private static readonly SearchValues<char> Unusual = SearchValues.Create([
        '\u200B', '\u200C', '\u200D', '\u2060', '\uFEFF',
        .. Enumerable.Range(0, 0x3001).Select(code => (char)code).Where(character => character != ' ' && char.IsWhiteSpace(character)),
        .. Enumerable.Range(0xFF10, 10).Select(code => (char)code),
        .. Enumerable.Range(0xFF21, 26).Select(code => (char)code),
        .. Enumerable.Range(0xFF41, 26).Select(code => (char)code)]);

    public static string Fold(string text)
    {
        if (text.AsSpan().IndexOfAny(Unusual) < 0 && !text.Contains("  ", StringComparison.Ordinal))
            return text.Trim();
        var folded = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            switch (character)
            {
                case '\u200B' or '\u200C' or '\u200D' or '\u2060' or '\uFEFF':
                    break;
                case var blank when char.IsWhiteSpace(blank):
                    if (folded.Length > 0 && folded[^1] != ' ')
                        folded.Append(' ');
                    break;
                case >= '\uFF10' and <= '\uFF19' or >= '\uFF21' and <= '\uFF3A' or >= '\uFF41' and <= '\uFF5A':
                    folded.Append((char)(character - 0xFEE0));
                    break;
                default:
                    folded.Append(character);
                    break;
            }
        }
        return folded.ToString().TrimEnd();
    }
}
