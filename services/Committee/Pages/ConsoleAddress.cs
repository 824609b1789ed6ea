using CreditShare.Committee.Statistics;

namespace CreditShare.Committee.Pages;

/// <summary>Addresses of the console's pages that others lead to.</summary>
internal static class ConsoleAddress
{
    public const string Overview = "/committee";

    public const string Notice = "/committee/notice";

    public const string Agencies = "/committee/agencies";

    public const string SpotChecks = "/committee/spot-checks";

    public const string Health = "/committee/health";

    public static string City(string city) => $"/committee/cities/{Uri.EscapeDataString(city)}";

    public static string City(string city, MonthSpan span) => $"{City(city)}?from={MonthSpan.Text(span.From)}&until={MonthSpan.Text(span.Until)}";

    public static string CityObjections(string city) => $"{City(city)}/objections";

    public static string CityNotice(string city, DateOnly month) => $"{City(city)}/notice?month={MonthSpan.Text(month)}";

    public static string AgenciesIn(MonthSpan span) => $"{Agencies}?from={MonthSpan.Text(span.From)}&until={MonthSpan.Text(span.Until)}";

    public static string Agency(string agency) => $"{Agencies}/{Uri.EscapeDataString(agency)}";

    public static string Agency(string agency, DaySpan days) => $"{Agency(agency)}?from={DaySpan.Text(days.From)}&until={DaySpan.Text(days.Until)}";
}
