using System.Globalization;
using CreditShare.Pages.Language;

namespace CreditShare.Pages.Showing;

/// <summary>Dates, instants and numbers as the reader writes them. Instants are shown in China's time (UTC+8, no daylight saving), in either language.</summary>
public static class Shown
{
    private static readonly TimeSpan China = TimeSpan.FromHours(8);

    /// <summary>2026年3月10日, 10 March 2026; a dash for none.</summary>
    public static string Date(DateOnly? day) => day is not { } known ? "—"
        : known.ToString(Texts.IsChinese ? "yyyy年M月d日" : "d MMMM yyyy", CultureInfo.GetCultureInfo(Texts.IsChinese ? "zh-CN" : "en-GB"));

    /// <summary>2026年3月, March 2026.</summary>
    public static string Month(DateOnly month) =>
        month.ToString(Texts.IsChinese ? "yyyy年M月" : "MMMM yyyy", CultureInfo.GetCultureInfo(Texts.IsChinese ? "zh-CN" : "en-GB"));

    /// <summary>2026年3月10日 14:05:33, 10 March 2026 14:05:33: as a date is written, with China's time; a dash for none.</summary>
    public static string Instant(DateTimeOffset? at) => at?.ToOffset(China) is not { } known ? "—"
        : $"{Date(DateOnly.FromDateTime(known.DateTime))} {known.ToString("HH:mm:ss", CultureInfo.InvariantCulture)}";

    /// <summary>12,345; a dash for none.</summary>
    public static string Number(long? number) => number?.ToString("#,0", CultureInfo.InvariantCulture) ?? "—";

    /// <summary>1 record, 12,345 records: a number with its noun, in English.</summary>
    /// <param name="number">How many.</param>
    /// <param name="one">The noun of one.</param>
    /// <param name="many">The noun of any other number; null where an s is enough.</param>
    public static string Count(long number, string one, string? many = null) => $"{Number(number)} {Noun(number, one, many)}";

    /// <summary>The noun alone, where its number stands apart.</summary>
    public static string Noun(long number, string one, string? many = null) => number == 1 ? one : many ?? one + "s";

    /// <summary>98.7%, of a share from 0 to 1; a dash for none.</summary>
    public static string Share(double? share) => share?.ToString("0.0%", CultureInfo.InvariantCulture).Replace("100.0%", "100%", StringComparison.Ordinal) ?? "—";

    /// <summary>A part of a whole; a dash where the whole is empty.</summary>
    public static string Share(long part, long whole) => whole == 0 ? "—" : Share((double)part / whole);

    /// <summary>12,345.60 元, CNY 12,345.60.</summary>
    public static string Yuan(decimal? amount) => amount is not { } known ? "—"
        : Texts.IsChinese ? string.Create(CultureInfo.InvariantCulture, $"{known:#,0.00} 元") : string.Create(CultureInfo.InvariantCulture, $"CNY {known:#,0.00}");

    /// <summary>A day or an instant that stands somewhere as ISO 8601 writes it, as the reader writes it; anything else as it is.</summary>
    public static string Iso(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? Date(day)
        : text.Length >= 19 && text[10] == 'T' && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? Instant(at)
        : text;

    /// <summary>How long, in the largest unit that says it: 3 天, 5 小时, 12 分钟, 40 秒.</summary>
    public static string Span(TimeSpan span) => span switch
    {
        { TotalDays: >= 2 } => Texts.T($"{(long)span.TotalDays} 天", Count((long)span.TotalDays, "day")),
        { TotalHours: >= 2 } => Texts.T($"{(long)span.TotalHours} 小时", Count((long)span.TotalHours, "hour")),
        { TotalMinutes: >= 2 } => Texts.T($"{(long)span.TotalMinutes} 分钟", Count((long)span.TotalMinutes, "minute")),
        _ => Texts.T($"{(long)span.TotalSeconds} 秒", Count((long)span.TotalSeconds, "second")),
    };
}
