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
/// Rule: the name of an authority or source is a name. A day, a number or amount, a document number, a credit code or another code in its place is refused, never kept as a name.
/// </summary>
public static class AuthorityName
{
    private const int CreditCodeLength = 18;

    /// <summary>What the text is instead of a name; null if nothing speaks against it.</summary>
    /// <param name="name">A cell folded by <see cref="CellText"/> that is not empty.</param>
    public static NotAName? Judge(string name)
    {
        if (name.AsSpan().IndexOfAnyInRange('0', '9') < 0)
        {
            // Most names end here.
            return name[^1] is '日' or '号' && ChineseDate.Parse(name).IsSuccess ? NotAName.Date
                : name[^1] is '元' or '圆' or '整' && MoneyAmount.Parse(name, MoneyAmount.Yuan).IsSuccess ? NotAName.Number
                : ChineseCharacters.Contains(name) || name.Any(char.IsLetter) ? null
                : NotAName.Number;
        }
        if (IsCreditCode(name))
            return NotAName.CreditCode;
        if (ChineseDate.IsMeantAsDay(name))
            return NotAName.Date;
        if (!name.Any(char.IsLetter) || MoneyAmount.Parse(name, MoneyAmount.Yuan).IsSuccess)
            return NotAName.Number;
        if (name[^1] == '号' || HasYearInBrackets(name))
            return NotAName.DocumentNumber;
        return ChineseCharacters.Contains(name) ? null : NotAName.OtherCode;
    }

    /// <summary>True for 18 letters and digits; whether the check characters are right does not matter here.</summary>
    public static bool IsCreditCode(string text) =>
        text.Length == CreditCodeLength && text.All(char.IsAsciiLetterOrDigit) && UnifiedSocialCreditCode.Parse(text) is var code
        && (code.IsSuccess || code.Fault.Code is "organisation-check-wrong" or "check-character-wrong" or "individual-business");

    /// <summary>〔2024〕, whatever its brackets.</summary>
    private static bool HasYearInBrackets(string name)
    {
        for (var at = 0; at + 6 <= name.Length; at++)
        {
            if (name[at] is '〔' or '[' or '［' or '【' or '(' or '（' or '﹝' && name[at + 5] is '〕' or ']' or '］' or '】' or ')' or '）' or '﹞'
                && name[at + 1] is '1' or '2' && name.AsSpan(at + 1, 4).IndexOfAnyExceptInRange('0', '9') < 0)
                return true;
        }
        return false;
    }
}
