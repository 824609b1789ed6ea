using System.Buffers;

namespace CreditShare.Domain.Normalising;

/// <summary>
/// Rule: several penalty kinds in one cell are joined by ; ； 、 - as the templates say, or by , ， / ／ | + ＋ or a blank or line break; a dash inside a word that is known as a whole does not
/// part it. The kind 法律、行政法规规定的其他行政处罚 is one word wherever it stands. 没收违法所得、没收非法财物 is one only where nothing else is in the cell.
/// </summary>
public static class PenaltyKindText
{
    private const string OtherByLaw = "法律、行政法规规定的其他行政处罚";
    private const string Other = "其他";

    private static readonly char[] Separators = [';', '；', '、', ',', '，', '/', '／', '|', '+', '＋', ' ', '\n'];

    /// <summary>Separators that the templates do not name; where one stands, the cell was read otherwise than it says.</summary>
    private static readonly SearchValues<char> Unnamed = SearchValues.Create(",，/／|+＋ \n－");

    /// <summary>True if what parts the kinds is not what the templates name.</summary>
    public static bool HasUnnamedSeparator(string text) => text.AsSpan().IndexOfAny(Unnamed) >= 0;

    /// <param name="text">The cell.</param>
    /// <param name="isWord">Whether a text is a known word as it stands.</param>
    public static IEnumerable<string> Split(string text, Func<string, bool> isWord)
    {
        if (isWord(text))
            return [text];
        return text.Replace(OtherByLaw, Other, StringComparison.Ordinal).Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .SelectMany(part => isWord(part) ? [part] : part.Split(['-', '－'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }
}
