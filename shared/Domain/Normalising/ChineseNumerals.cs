using System.Globalization;

namespace CreditShare.Domain.Normalising;

/// <summary>Rule: numbers of articles are written 一百二十三, 一二三, 〇 for zero, or in digits; up to 9,999.</summary>
public static class ChineseNumerals
{
    private const string Digits = "零一二三四五六七八九";

    /// <summary>Null if the text is no such number.</summary>
    public static int? Parse(ReadOnlySpan<char> text)
    {
        if (text.Length is 0 or > 9)
            return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var plain))
            return plain;
        int total = 0, digit = -1;
        foreach (var character in text)
        {
            if (Digit(character) is >= 0 and var value)
            {
                // Digits in a row (二〇二四) are positional.
                digit = digit > 0 ? (digit * 10) + value : value;
                continue;
            }
            var unit = character switch { '十' => 10, '百' => 100, '千' => 1000, _ => 0 };
            if (unit == 0)
                return null;
            total += (digit < 0 ? 1 : digit) * unit;
            digit = -1;
        }
        return total + Math.Max(digit, 0);
    }

    private static int Digit(char character) => character switch
    {
        '〇' => 0,
        '两' => 2,
        _ => Digits.IndexOf(character, StringComparison.Ordinal),
    };
}
