using System.Globalization;

namespace CreditShare.Domain.Normalising;

/// <summary>Rule: a year is four digits, from 1990 to 2100; 年 or 年度 may stand behind it, and the digits may be Chinese (二〇二四). Two digits are refused.</summary>
public static class YearText
{
    private const int First = 1990;
    private const int Last = 2100;

    /// <summary>Null if the text is no such year.</summary>
    public static int? Parse(string text)
    {
        var digits = text.AsSpan().TrimEnd('度').TrimEnd('年').TrimEnd();
        return digits.Length == 4
            && (int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var year) ? year : ChineseNumerals.Parse(digits)) is >= First and <= Last and var found
            ? found : null;
    }
}
