using System.Text;
using CreditShare.Domain.Normalising;

namespace CreditShare.Domain.Codes;

/// <summary>
/// 文号, the number of a decision, in one spelling: the year's brackets become 〔〕 whatever they were, blanks go, widths are folded.
/// Leading zeros of the serial number stay: some authorities write them, and 012号 beside 12号 can be two decisions.
/// </summary>
public readonly record struct DocumentNumber
{
    private const int Longest = 128;

    private DocumentNumber(string text) => Text = text;

    public string Text { get; }

    /// <summary>Refuses what cannot be a number: a date, marks only, text without any digit or letter, more than 128 characters.</summary>
    public static ParseResult<DocumentNumber> Parse(string text)
    {
        var number = Unify(text);
        if (number.Length == 0 || NothingMarks.IsNothing(number))
            return CodeFaults.DocumentNumber(text, "内容为空。", "it is empty.");
        if (number.Length > Longest)
            return CodeFaults.DocumentNumber(text, $"超过 {Longest} 个字符。", $"it is longer than {Longest} characters.");
        if (!number.Any(char.IsAsciiDigit))
            return CodeFaults.DocumentNumber(text, "没有编号。", "it has no digits.");
        if (ChineseDate.Parse(number).IsSuccess && !number.Any(char.IsAsciiLetter))
            return CodeFaults.DocumentNumber(text, "这是一个日期。", "it is a date.");
        return new DocumentNumber(number);
    }

    private static string Unify(string text)
    {
        var unified = new StringBuilder(text.Length);
        foreach (var character in CellText.Fold(text))
        {
            if (char.IsWhiteSpace(character))
                continue;
            unified.Append(character switch
            {
                '[' or '【' or '［' or '(' or '（' or '﹝' or '{' or '<' or '〈' => '〔',
                ']' or '】' or '］' or ')' or '）' or '﹞' or '}' or '>' or '〉' => '〕',
                _ => character,
            });
        }
        return unified.ToString();
    }

    public override string ToString() => Text;
}
