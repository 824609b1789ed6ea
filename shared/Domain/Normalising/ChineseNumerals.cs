namespace CreditShare.Domain.Normalising;

/// <summary>Rule: numbers of articles are written 一百二十三, 一二三, 〇 (or the circle ○ that many type) for zero, or in digits of either width; up to 9,999.</summary>
public static class ChineseNumerals
{
    private const int Most = 9_999;
    private const string Digits = "零一二三四五六七八九";

    /// <summary>Null if the text is no such number, or units and digits do not fit together (三十二百).</summary>
    public static int? Parse(ReadOnlySpan<char> text)
    {
        if (text.Length is 0 or > 9)
            return null;
        // Digits in a row (二〇二四, 28) are positional; -1 while there is none.
        int total = 0, digits = -1, lastUnit = 10_000;
        foreach (var character in text)
        {
            if (Digit(character) is >= 0 and var value)
            {
                digits = (Math.Max(digits, 0) * 10) + value;
                continue;
            }
            var unit = character switch { '十' => 10, '百' => 100, '千' => 1000, _ => 0 };
            if (unit == 0 || unit >= lastUnit || digits is 0 or > 9)
                return null;
            total += (digits < 0 ? 1 : digits) * unit;
            (digits, lastUnit) = (-1, unit);
        }
        if (lastUnit <= 1000 && digits > 9)
            return null;
        total += Math.Max(digits, 0);
        return total <= Most ? total : null;
    }

    private static int Digit(char character) => character switch
    {
        >= '0' and <= '9' => character - '0',
        >= '０' and <= '９' => character - '０',
        '〇' or '○' => 0,
        '两' => 2,
        _ => Digits.IndexOf(character, StringComparison.Ordinal),
    };
}
