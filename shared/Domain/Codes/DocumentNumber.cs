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

    /// <summary>Refuses what cannot be a number: a date, marks only, text without any digit, an identity number, more than 128 characters.</summary>
    public static ParseResult<DocumentNumber> Parse(string text)
    {
        var number = Unify(text);
        if (number.Length == 0 || NothingMarks.IsNothing(number))
            return CodeFaults.DocumentNumber(text, "内容为空。", "it is empty.");
        if (number.Length > Longest)
            return CodeFaults.DocumentNumber(text, $"超过 {Longest} 个字符。", $"it is longer than {Longest} characters.");
        if (!number.Any(char.IsAsciiDigit))
            return CodeFaults.DocumentNumber(text, "没有编号。", "it has no digits.");
        if (PersonalData.ContainsIdentityNumber(text) || PersonalData.ContainsIdentityNumber(number))
            return CodeFaults.DocumentNumber(text, "含有身份证号码。", "it holds an identity number.");
        if (IsDate(CellText.Fold(text)))
            return CodeFaults.DocumentNumber(text, "这是一个日期。", "it is a date.");
        return new DocumentNumber(number);
    }

    /// <summary>A day that does not exist (2022-09-31) was meant as a date too; bare digits that are no day may be a number.</summary>
    private static bool IsDate(string text) => ChineseDate.Parse(text) is var date
        && (date.IsSuccess || (date.Fault.Code == CodeFaults.NoSuchDay(text).Code && !text.All(char.IsAsciiDigit)));

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
