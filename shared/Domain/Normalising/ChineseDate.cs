using System.Globalization;
using System.Text.RegularExpressions;
using CreditShare.Domain.Codes;

namespace CreditShare.Domain.Normalising;

/// <summary>
/// Rule: a day may be written 2024-03-05, 2024/3/5, 2024.3.5, 20240305, 2024年3月5日 (or 5号), each with a weekday or a time behind it that is dropped, 二〇二四年三月五日, or as a spreadsheet's
/// serial number (45356; 1900 date system). A day that does not exist is refused, never moved, and so is a day with a time that no clock shows (24:00 is one). A time that ends in Z is UTC, where China's day
/// begins at 16:00 of the day before; a bureau's program that writes its midnight so means that day. The year comes first and has four digits: what 3/5/2024 or 24-03-05 means is never guessed.
/// </summary>
public static partial class ChineseDate
{
    /// <summary>Serial numbers are taken from 1990-01-01 to 2100-12-31; others are more likely to be something else.</summary>
    private const int FirstSerial = 32874;
    private const int LastSerial = 73415;

    /// <summary>A time of day, to the second or finer; its hour is the group h.</summary>
    internal const string TimeOfDay = "(?:(?<h>[01]?[0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:[.][0-9]+)?)?|(?<h>24):00(?::00(?:[.]0+)?)?)";

    private const int FirstYear = 1949;
    private const int LastYear = 2100;

    private static readonly DateOnly SerialZero = new(1899, 12, 30);

    public static ParseResult<DateOnly> Parse(string text)
    {
        if (PlainForm(text) is { } plain)
            return plain;
        var match = Pattern().Match(text);
        if (match.Groups["noTime"].Success)
            return CodeFaults.DateTime(text);
        if (match.Success)
            return FromParts(text, Number(match, "y"), Number(match, "m"), Number(match, "d"), match.Groups["utc"].Success && Number(match, "h") >= 16 ? 1 : 0);
        if (SerialPattern().IsMatch(text) && int.Parse(text.AsSpan(0, 5), CultureInfo.InvariantCulture) is >= FirstSerial and <= LastSerial and var serial)
            return SerialZero.AddDays(serial);
        var spelt = SpeltPattern().Match(text);
        return spelt.Success ? FromParts(text, Spelt(spelt, "y"), Spelt(spelt, "m"), Spelt(spelt, "d"), 0) : Unknown(text);
    }

    /// <summary>True for a day, and for one that does not exist or has a time that does not: whoever wrote it meant a day.</summary>
    public static bool IsMeantAsDay(string text)
    {
        if (text.Length is < 5 or > 40 || !(char.IsAsciiDigit(text[0]) || ChineseNumerals.Parse(text.AsSpan(0, 1)) is not null))
            return false;
        var day = Parse(text);
        return day.IsSuccess || day.Fault.Code is "no-such-day" || Pattern().Match(text).Groups["noTime"].Success;
    }

    /// <summary>Why a text in no known form is none, as closely as it can be told.</summary>
    private static CodeFault Unknown(string text)
    {
        var last = YearLastPattern().Match(text);
        if (last.Success)
        {
            var (year, one, other) = (Number(last, "y"), Number(last, "a"), Number(last, "b"));
            DateOnly[] meant = [.. Meant(year, one, other), .. one == other ? [] : Meant(year, other, one)];
            return meant.Length > 0 ? CodeFaults.DateOrder(text, meant) : CodeFaults.DateForm(text);
        }
        return ShortYearPattern().IsMatch(text) ? CodeFaults.DateShortYear(text)
            : IncompletePattern().IsMatch(text) ? CodeFaults.DateIncomplete(text)
            : CodeFaults.DateForm(text);
    }

    private static DateOnly[] Meant(int year, int month, int day) =>
        year is >= FirstYear and <= LastYear && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) ? [new(year, month, day)] : [];

    /// <summary>The usual form without the cost of a pattern.</summary>
    private static DateOnly? PlainForm(string text) =>
        text.Length == 10 && text[4] == '-'
        && DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        && day.Year is >= FirstYear and <= LastYear ? day : null;

    private static ParseResult<DateOnly> FromParts(string text, int year, int month, int day, int daysLater)
    {
        if (year is < FirstYear or > LastYear)
            return CodeFaults.DateRange(text);
        if (month is < 1 or > 12)
            return CodeFaults.NoSuchDay(text);
        if (day < 1 || day > DateTime.DaysInMonth(year, month))
            return CodeFaults.NoSuchDay(text, new DateOnly(year, month, DateTime.DaysInMonth(year, month)));
        return new DateOnly(year, month, day).AddDays(daysLater);
    }

    private static int Number(Match match, string group) => int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    /// <summary>A group in Chinese numerals; 元月 is January.</summary>
    private static int Spelt(Match match, string group) =>
        match.Groups[group].ValueSpan is "元" ? 1 : ChineseNumerals.Parse(match.Groups[group].ValueSpan) ?? 0;

    [GeneratedRegex(
        "^(?:(?<y>[0-9]{4}) *[-－–—−/／.．年] *(?<m>[0-9]{1,2}) *[-－–—−/／.．月] *(?<d>[0-9]{1,2}) *[日号]?|(?<y>[0-9]{4})(?<m>[0-9]{2})(?<d>[0-9]{2}))"
        + "(?: ?[(（]?(?:星期|周)[一二三四五六日天][)）]?)?"
        + "(?:[ T](?:" + TimeOfDay + "|(?<noTime>[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:[.][0-9]+)?)?))(?:(?<utc>Z)|[+]08:?00)?)?$",
        RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();

    [GeneratedRegex("^(?<y>[〇○零一二三四五六七八九]{4})年 ?(?<m>元|[一二三四五六七八九十]{1,2})月 ?(?<d>[一二三四五六七八九十]{1,3})[日号]$", RegexOptions.CultureInvariant)]
    private static partial Regex SpeltPattern();

    [GeneratedRegex("^[0-9]{5}(?:[.][0-9]+)?$", RegexOptions.CultureInvariant)]
    private static partial Regex SerialPattern();

    [GeneratedRegex("^(?<a>[0-9]{1,2}) *[-/.] *(?<b>[0-9]{1,2}) *[-/.] *(?<y>[0-9]{4})(?: .*)?$", RegexOptions.CultureInvariant)]
    private static partial Regex YearLastPattern();

    [GeneratedRegex("^[0-9]{1,2} *[-/.年] *[0-9]{1,2} *[-/.月] *[0-9]{1,2} *[日号]?(?: .*)?$", RegexOptions.CultureInvariant)]
    private static partial Regex ShortYearPattern();

    [GeneratedRegex("^[0-9]{4} *(?:年度?|[-/.年] *[0-9]{1,2} *月?)?$", RegexOptions.CultureInvariant)]
    private static partial Regex IncompletePattern();
}
