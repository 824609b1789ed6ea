using System.Globalization;
using CreditShare.Ingestion.Imports.Tables;

namespace CreditShare.Ingestion.Imports.Xlsx;

/// <summary>
/// Rule: a number is read as its cell shows it: without exponent, rounded to the 15 digits that Excel keeps, with the noughts and the unit that its format adds; a number under a date format is a day, written
/// 2024-03-05. What a cell cannot have meant is a fault: a number of 16 digits and more has lost some, and one that the format shows as another cannot be told apart from a mistake.
/// </summary>
internal static class CellNumber
{
    /// <summary>Whole numbers below it are exact.</summary>
    private const double MostExact = 1e15;

    private const int LastDay1900 = 2_958_465;
    private const int LastDay1904 = 2_957_003;

    /// <summary>Excel counts a 29 February 1900 that never was, so that days before it have another origin.</summary>
    private const int NoSuchDay = 60;

    private static readonly DateOnly Origin1900 = new(1899, 12, 31);
    private static readonly DateOnly Origin1904 = new(1904, 1, 1);

    /// <param name="value">As the file holds it.</param>
    /// <param name="look">The cell's number format.</param>
    /// <param name="from1904">Whether the workbook counts days from 1904.</param>
    public static (string? Text, CellFault? Fault) Read(string value, NumberLook look, bool from1904, int column, string cell)
    {
        if (!double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number))
            return (null, CellFaults.Unreadable(column, cell));
        if (Math.Abs(number) >= MostExact)
            return (null, CellFaults.DigitsLost(column, cell));
        switch (look.Kind)
        {
            case NumberKind.Day or NumberKind.Year or NumberKind.Time:
                return Day(number, look, from1904) is { } day ? (day, null) : (null, CellFaults.NoDay(column, cell, value));
            case NumberKind.Other:
                return (null, CellFaults.ShownOtherwise(column, cell, value));
        }
        var text = ((decimal)number).ToString("0.############################", CultureInfo.InvariantCulture);
        return (text.PadLeft(look.Digits, '0') + look.Unit, null);
    }

    private static string? Day(double number, NumberLook look, bool from1904)
    {
        if (number < 0 || number >= LastDay1900 + 1)
            return null;
        var days = (int)number;
        var seconds = (int)Math.Round((number - days) * 86_400);
        if (seconds == 86_400)
            (days, seconds) = (days + 1, 0);
        var time = TimeOnly.FromTimeSpan(TimeSpan.FromSeconds(seconds));
        if (look.Kind == NumberKind.Time && days == 0)
            return time.ToString("HH:mm:ss", CultureInfo.InvariantCulture);
        if (from1904 ? days > LastDay1904 : days is 0 or NoSuchDay or > LastDay1900)
            return null;
        var day = from1904 ? Origin1904.AddDays(days) : Origin1900.AddDays(days < NoSuchDay ? days : days - 1);
        if (look.Kind == NumberKind.Year)
            return day.ToString("yyyy", CultureInfo.InvariantCulture);
        var text = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return seconds > 0 && (look.ShowsTime || look.Kind == NumberKind.Time) ? $"{text} {time:HH\\:mm\\:ss}" : text;
    }
}
