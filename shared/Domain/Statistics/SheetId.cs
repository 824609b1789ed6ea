using System.Globalization;

namespace CreditShare.Domain.Statistics;

/// <summary>What a sheet counts.</summary>
public enum SheetKind
{
    /// <summary>What was decided about a city's records in a month: <see cref="CityTally"/>.</summary>
    CityMonth,

    /// <summary>Objections to a city's records, of all months: <see cref="ObjectionTally"/>.</summary>
    CityObjections,

    /// <summary>What an agency did in a month: <see cref="AgencyTally"/>.</summary>
    AgencyMonth,

    /// <summary>What an agency did on a day: <see cref="AgencyTally"/>.</summary>
    AgencyDay,
}

/// <summary>Whose counts, of which time.</summary>
/// <param name="Kind">What is counted.</param>
/// <param name="From">First day of the time, China's calendar; <see cref="DateOnly.MinValue"/> where all time is counted.</param>
/// <param name="Member">Code of the city or agency.</param>
public readonly record struct SheetId(SheetKind Kind, DateOnly From, string Member)
{
    public static SheetId CityMonth(string city, DateOnly day) => new(SheetKind.CityMonth, Month(day), city);

    public static SheetId CityObjections(string city) => new(SheetKind.CityObjections, DateOnly.MinValue, city);

    public static SheetId AgencyMonth(string agency, DateOnly day) => new(SheetKind.AgencyMonth, Month(day), agency);

    public static SheetId AgencyDay(string agency, DateOnly day) => new(SheetKind.AgencyDay, day, agency);

    /// <summary>The first day of a day's month.</summary>
    public static DateOnly Month(DateOnly day) => new(day.Year, day.Month, 1);

    /// <summary>With what every id of a kind begins whose time begins on a day; those of later days come behind it.</summary>
    public static string Prefix(SheetKind kind, DateOnly from) => string.Create(CultureInfo.InvariantCulture, $"{(int)kind} {from:yyyy-MM-dd} ");

    /// <summary>The text under which it is kept: in the order of kind, time and member.</summary>
    public override string ToString() => Prefix(Kind, From) + Member;

    /// <exception cref="FormatException">The text is no id's.</exception>
    public static SheetId Parse(string text)
    {
        var parts = text.Split(' ', 3);
        return parts.Length == 3 && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var kind) && Enum.IsDefined((SheetKind)kind)
            && DateOnly.TryParseExact(parts[1], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var from)
            ? new((SheetKind)kind, from, parts[2])
            : throw new FormatException($"'{text}' is no sheet's id.");
    }
}
