using System.Buffers;
using CreditShare.Domain.Codes;

namespace CreditShare.Domain.Normalising;

/// <summary>What stands where the name of an authority should.</summary>
public enum NotAName
{
    Date,
    Number,
    DocumentNumber,
    CreditCode,

    /// <summary>Letters and digits without any Chinese: a code of some system.</summary>
    OtherCode,
}

/// <summary>
/// Rule: the name of an authority or source is a name. A day, month, year or span of them, a number or amount, a document number, a credit code or another code in its place is refused, never kept as a
/// name. A text of nothing but numerals of either writing and the marks of days and numbers (2024年3月至5月, 十二) is one of these; with one word more (第十二派出所) it is a name.
/// </summary>
public static class AuthorityName
{
    private const int CreditCodeLength = 18;

    /// <summary>What days, numbers, amounts and document numbers without a word are made of.</summary>
    private static readonly SearchValues<char> NumeralsAndMarks = SearchValues.Create(
        "0123456789〇○零一二三四五六七八九十百千万亿两廿卅壹贰叁肆伍陆柒捌玖拾佰仟元圆角分整正年月日号度第至到-－–—−~～/／.．:：,，、 〔〕[]［］【】()（）﹝﹞");

    private static readonly SearchValues<char> YearDigits = SearchValues.Create("0123456789〇○零一二三四五六七八九壹贰叁肆伍陆柒捌玖");

    /// <summary>What the text is instead of a name; null if nothing speaks against it.</summary>
    /// <param name="name">A cell folded by <see cref="CellText"/> that is not empty.</param>
    public static NotAName? Judge(string name)
    {
        if (name.AsSpan().IndexOfAnyInRange('0', '9') < 0)
        {
            // Most names end here.
            return name[^1] is '日' or '号' && ChineseDate.Parse(name).IsSuccess ? NotAName.Date
                : !ChineseCharacters.Contains(name) && !name.Any(char.IsLetter) ? NotAName.Number
                : OnlyNumerals(name) ?? (name[^1] == '号' && HasYearInBrackets(name) ? NotAName.DocumentNumber : null);
        }
        if (IsCreditCode(name))
            return NotAName.CreditCode;
        if (ChineseDate.IsMeantAsDay(name))
            return NotAName.Date;
        if (!name.Any(char.IsLetter) || MoneyAmount.Parse(name, MoneyAmount.Yuan).IsSuccess)
            return NotAName.Number;
        if (OnlyNumerals(name) is { } numerals)
            return numerals;
        if (name[^1] == '号' || HasYearInBrackets(name))
            return NotAName.DocumentNumber;
        return ChineseCharacters.Contains(name) ? null : NotAName.OtherCode;
    }

    /// <summary>True for 18 letters and digits; whether the check characters are right does not matter here.</summary>
    public static bool IsCreditCode(string text) =>
        text.Length == CreditCodeLength && text.All(char.IsAsciiLetterOrDigit) && UnifiedSocialCreditCode.Parse(text) is var code
        && (code.IsSuccess || code.Fault.Code is "organisation-check-wrong" or "check-character-wrong" or "individual-business");

    /// <summary>What a text without any word is; null if it has one.</summary>
    private static NotAName? OnlyNumerals(ReadOnlySpan<char> name) =>
        name.IndexOfAnyExcept(NumeralsAndMarks) >= 0 ? null
        : name.IndexOfAny('年', '月', '日') >= 0 ? NotAName.Date
        : name[^1] == '号' ? NotAName.DocumentNumber
        : NotAName.Number;

    /// <summary>〔2024〕 or 〔二〇二四〕, whatever its brackets.</summary>
    private static bool HasYearInBrackets(string name)
    {
        for (var at = 0; at + 6 <= name.Length; at++)
        {
            if (name[at] is '〔' or '[' or '［' or '【' or '(' or '（' or '﹝' && name[at + 5] is '〕' or ']' or '］' or '】' or ')' or '）' or '﹞'
                && name[at + 1] is '1' or '2' or '一' or '二' or '壹' or '贰' && name.AsSpan(at + 1, 4).IndexOfAnyExcept(YearDigits) < 0)
                return true;
        }
        return false;
    }
}
