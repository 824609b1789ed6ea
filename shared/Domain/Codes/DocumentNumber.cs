using System.Buffers;
using System.Text;
using CreditShare.Domain.Normalising;

namespace CreditShare.Domain.Codes;

/// <summary>
/// 文号, the number of a decision, in one spelling: brackets become 〔〕 whatever they were, blanks go, full-width characters become half-width, a doubled 号 becomes one, and punctuation at the
/// end goes. Leading zeros of the serial number stay: some authorities write them, and 012号 beside 12号 can be two decisions. So does a year of two digits (〔24〕), and a missing 号 stays missing: neither is guessed.
/// </summary>
public readonly record struct DocumentNumber
{
    private const int Longest = 128;
    private const string Ends = "。.；;，,、";

    /// <summary>What cannot stay as it is: blanks, brackets, full-width forms.</summary>
    private static readonly SearchValues<char> Unusual = SearchValues.Create(
        [' ', '[', '【', '(', '﹝', '{', '<', '〈', ']', '】', ')', '﹞', '}', '>', '〉', .. Enumerable.Range(0xFF01, 94).Select(code => (char)code)]);

    private DocumentNumber(string text) => Text = text;

    public string Text { get; }

    /// <summary>Refuses what cannot be a number: a date, marks only, text without any digit, an identity number, more than 128 characters.</summary>
    public static ParseResult<DocumentNumber> Parse(string text)
    {
        var folded = CellText.Fold(text);
        var number = Unify(folded);
        if (number.Length == 0 || NothingMarks.IsNothing(number))
            return CodeFaults.DocumentNumber(text, "内容为空。", "it is empty.");
        if (number.Length > Longest)
            return CodeFaults.DocumentNumber(text, $"超过 {Longest} 个字符。", $"it is longer than {Longest} characters.");
        if (!number.AsSpan().ContainsAnyInRange('0', '9'))
            return CodeFaults.DocumentNumber(text, "没有编号。", "it has no digits.");
        if (PersonalData.ContainsIdentityNumber(text) || PersonalData.ContainsIdentityNumber(number))
            return CodeFaults.DocumentNumber(text, "含有身份证号码。", "it holds an identity number.");
        if (IsDate(folded))
            return CodeFaults.DocumentNumber(text, "这是一个日期。", "it is a date.");
        return new DocumentNumber(number);
    }

    /// <summary>A day that does not exist (2022-09-31) was meant as a date too; bare digits that are no day may be a number.</summary>
    private static bool IsDate(string text) =>
        text.AsSpan().IndexOfAnyExceptInRange('0', '9') >= 0 ? ChineseDate.IsMeantAsDay(text) : ChineseDate.Parse(text).IsSuccess;

    private static string Unify(string folded)
    {
        var text = folded;
        if (text.AsSpan().IndexOfAny(Unusual) >= 0)
        {
            var unified = new StringBuilder(text.Length);
            foreach (var character in text)
            {
                if (character == ' ')
                    continue;
                unified.Append(character switch
                {
                    '[' or '【' or '［' or '(' or '（' or '﹝' or '{' or '｛' or '<' or '＜' or '〈' => '〔',
                    ']' or '】' or '］' or ')' or '）' or '﹞' or '}' or '｝' or '>' or '＞' or '〉' => '〕',
                    >= '\uFF01' and <= '\uFF5E' => (char)(character - 0xFEE0),
                    _ => character,
                });
            }
            text = unified.ToString();
        }
        return Ended(text);
    }

    /// <summary>Without punctuation at the end, and with one 号 there.</summary>
    private static string Ended(string text)
    {
        var end = text.AsSpan().TrimEnd(Ends).Length;
        while (end >= 2 && text[end - 1] == '号' && text[end - 2] == '号')
            end--;
        return end == text.Length ? text : text[..end];
    }

    public override string ToString() => Text;
}
