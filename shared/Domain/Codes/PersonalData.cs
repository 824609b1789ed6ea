using System.Buffers;
using System.Globalization;

namespace CreditShare.Domain.Codes;

/// <summary>
/// Finds identity-card numbers in free text (GB 11643-1999: region, birth date, sequence, check; and the 15 digits used before 1999). A wrong check
/// character does not save it: a mistyped number still points at a person. Beside a letter it counts if its check character is right; within a longer run of digits it is none.
/// </summary>
public static class PersonalData
{
    private const int Longest = 18;
    private const int Shortest = 15;

    /// <summary>A region begins with 1 to 8; nothing else can begin a number.</summary>
    private static readonly SearchValues<char> FirstDigits = SearchValues.Create("12345678１２３４５６７８");

    public static bool ContainsIdentityNumber(ReadOnlySpan<char> text)
    {
        for (var at = 0; at + Shortest <= text.Length; at++)
        {
            var next = text[at..].IndexOfAny(FirstDigits);
            if (next < 0)
                return false;
            at += next;
            var before = at == 0 ? ' ' : Fold(text[at - 1]);
            if (!char.IsAsciiDigit(before) && BeginsWithIdentityNumber(text[at..], besideLetter: char.IsAsciiLetter(before)))
                return true;
        }
        return false;
    }

    private static bool BeginsWithIdentityNumber(ReadOnlySpan<char> text, bool besideLetter)
    {
        Span<char> number = stackalloc char[Longest];
        var length = 0;
        foreach (var raw in text)
        {
            var character = Fold(raw);
            if (IsInvisible(character))
                continue;
            if (char.IsAsciiLetterOrDigit(character))
            {
                if (length == Longest && char.IsAsciiDigit(character))
                    return false;
                if (length == Longest)
                {
                    besideLetter = true;
                    break;
                }
                number[length++] = char.ToUpperInvariant(character);
            }
            else if (!IsSeparatorInside(character, length))
            {
                break;
            }
        }
        return IsIdentityNumber(number[..length]) && (!besideLetter || (length == Longest && HasRightCheck(number)));
    }

    private static char Fold(char character) => character is >= '\uFF01' and <= '\uFF5E' ? (char)(character - 0xFEE0) : character;

    /// <summary>Characters of no width, which come along when a number is copied from a page.</summary>
    private static bool IsInvisible(char character) => character is '\u200B' or '\u200C' or '\u200D' or '\u2060' or '\uFEFF' or '\u00AD';

    /// <summary>People write the number in groups: after the region, after the birth date.</summary>
    private static bool IsSeparatorInside(char character, int length) =>
        length is 6 or 10 or 12 or 14 && character is ' ' or '\u00A0' or '\u3000' or '-' or '–' or '—';

    private static bool IsIdentityNumber(ReadOnlySpan<char> run) => run.Length switch
    {
        18 => IsAllDigits(run[..17]) && (char.IsAsciiDigit(run[17]) || run[17] == 'X') && IsRegion(run) && IsDay(run.Slice(6, 8), "yyyyMMdd"),
        // Nobody born before 1920 is left to be found; the registration numbers of firms (工商注册号), 15 digits too, mostly go on with 0 or 1 here.
        15 => IsAllDigits(run) && run[6] >= '2' && IsRegion(run) && IsDay(run.Slice(6, 6), "yyMMdd"),
        _ => false,
    };

    /// <summary>ISO 7064 MOD 11-2: the weighted sum of all characters, an X counting ten, leaves one.</summary>
    private static bool HasRightCheck(ReadOnlySpan<char> number)
    {
        var sum = 0;
        foreach (var character in number)
            sum = ((sum * 2) + (character == 'X' ? 10 : character - '0')) % 11;
        return sum == 1;
    }

    private static bool IsAllDigits(ReadOnlySpan<char> run) => run.IndexOfAnyExceptInRange('0', '9') < 0;

    /// <summary>Provinces run from 11 (Beijing) to 82 (Macao); 83 is Taiwan's residence permit.</summary>
    private static bool IsRegion(ReadOnlySpan<char> run) => run[0] is >= '1' and <= '8' && int.Parse(run[..2], CultureInfo.InvariantCulture) is >= 11 and <= 83;

    private static bool IsDay(ReadOnlySpan<char> digits, string format) =>
        DateOnly.TryParseExact(digits, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        && (format.Length == 6 || day.Year is >= 1900 and <= 2099);
}
