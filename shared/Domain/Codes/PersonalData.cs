using System.Globalization;

namespace CreditShare.Domain.Codes;

/// <summary>
/// Finds identity-card numbers in free text (GB 11643-1999: region, birth date, sequence, check; and the 15 digits used before 1999). A wrong check
/// character does not save it: a mistyped number still points at a person.
/// </summary>
public static class PersonalData
{
    private const int ShortestRun = 15;

    public static bool ContainsIdentityNumber(ReadOnlySpan<char> text)
    {
        if (text.Length < ShortestRun)
            return false;
        Span<char> run = stackalloc char[40];
        var length = 0;
        var overlong = false;
        foreach (var raw in text)
        {
            var character = raw is >= '\uFF01' and <= '\uFF5E' ? (char)(raw - 0xFEE0) : raw;
            if (char.IsAsciiLetterOrDigit(character))
            {
                overlong |= length == run.Length;
                if (!overlong)
                    run[length++] = char.ToUpperInvariant(character);
            }
            else if (!IsSeparatorInside(character, length))
            {
                if (!overlong && IsIdentityNumber(run[..length]))
                    return true;
                length = 0;
                overlong = false;
            }
        }
        return !overlong && IsIdentityNumber(run[..length]);
    }

    /// <summary>People write the number in groups; one separator within a run that is not complete yet does not end it.</summary>
    private static bool IsSeparatorInside(char character, int length) =>
        character is ' ' or '-' or '\u3000' && length is 6 or 14 or 12;

    private static bool IsIdentityNumber(ReadOnlySpan<char> run) => run.Length switch
    {
        18 => IsAllDigits(run[..17]) && (char.IsAsciiDigit(run[17]) || run[17] == 'X') && IsRegion(run) && IsDay(run.Slice(6, 8), "yyyyMMdd"),
        15 => IsAllDigits(run) && IsRegion(run) && IsDay(run.Slice(6, 6), "yyMMdd"),
        _ => false,
    };

    private static bool IsAllDigits(ReadOnlySpan<char> run) => run.IndexOfAnyExceptInRange('0', '9') < 0;

    /// <summary>Provinces run from 11 (Beijing) to 82 (Macao); 83 is Taiwan's residence permit.</summary>
    private static bool IsRegion(ReadOnlySpan<char> run) => run[0] is >= '1' and <= '8' && int.Parse(run[..2], CultureInfo.InvariantCulture) is >= 11 and <= 83;

    private static bool IsDay(ReadOnlySpan<char> digits, string format) =>
        DateOnly.TryParseExact(digits, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        && (format.Length == 6 || day.Year is >= 1900 and <= 2099);
}
