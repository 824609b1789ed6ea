using System.Globalization;
using System.Text.RegularExpressions;
using CreditShare.Domain.Codes;

namespace CreditShare.Domain.Normalising;

/// <summary>
/// Rule: a day may be written 2024-03-05, 2024/3/5, 2024.3.5, 20240305, 2024年3月5日, each with a time behind it that is dropped, or as a spreadsheet's
/// serial number (45356; 1900 date system). A day that does not exist is refused, never moved. A time that ends in Z is UTC, where China's day
/// begins at 16:00 of the day before; a bureau's program that writes its midnight so means that day.
/// </summary>
public static partial class ChineseDate
{
    /// <summary>Serial numbers are taken from 1990-01-01 to 2100-12-31; others are more likely to be something else.</summary>
    private const int FirstSerial = 32874;
    private const int LastSerial = 73415;

    private static readonly DateOnly SerialZero = new(1899, 12, 30);

    public static ParseResult<DateOnly> Parse(string text)
    {
        if (PlainForm(text) is { } plain)
            return plain;
        var match = Pattern().Match(text);
        if (match.Success)
            return FromParts(text, Number(match, "y"), Number(match, "m"), Number(match, "d"), match.Groups["utc"].Success && Number(match, "h") >= 16 ? 1 : 0);
        if (SerialPattern().IsMatch(text) && int.Parse(text.AsSpan(0, 5), CultureInfo.InvariantCulture) is >= FirstSerial and <= LastSerial and var serial)
            return SerialZero.AddDays(serial);
        return CodeFaults.DateForm(text);
    }

    /// <summary>The usual form without the cost of a pattern.</summary>
    private static DateOnly? PlainForm(string text) =>
        text.Length == 10 && text[4] == '-'
        && DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        && day.Year is >= 1949 and <= 2100 ? day : null;

    private static ParseResult<DateOnly> FromParts(string text, int year, int month, int day, int daysLater)
    {
        if (year is < 1949 or > 2100)
            return CodeFaults.DateRange(text);
        if (month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
            return CodeFaults.NoSuchDay(text);
        return new DateOnly(year, month, day).AddDays(daysLater);
    }

    private static int Number(Match match, string group) => int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(
        "^(?:(?<y>[0-9]{4}) *[-－/／.．年] *(?<m>[0-9]{1,2}) *[-－/／.．月] *(?<d>[0-9]{1,2}) *日?|(?<y>[0-9]{4})(?<m>[0-9]{2})(?<d>[0-9]{2}))"
        + "(?:[ T](?<h>[0-9]{1,2}):[0-9]{2}(?::[0-9]{2}(?:[.][0-9]+)?)?(?:(?<utc>Z)|[+]08:?00)?)?$",
        RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();

    [GeneratedRegex("^[0-9]{5}(?:[.][0-9]+)?$", RegexOptions.CultureInvariant)]
    private static partial Regex SerialPattern();
}
