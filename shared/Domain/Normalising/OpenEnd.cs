using System.Collections.Frozen;
using System.Text.RegularExpressions;
using CreditShare.Domain.Codes;

namespace CreditShare.Domain.Normalising;

/// <summary>
/// Rule: a last day may say that there is none, by a word (长期, 永久, 无期限 …), by a day of 2099 or later (the templates write 2099-12-31), or by 9999-12-31, which databases write.
/// Only last days are read so: as any other day such a word is refused.
/// </summary>
public static partial class OpenEnd
{
    /// <summary>How a change names it.</summary>
    public const string ReadAs = "长期";

    /// <summary>Days from this year on mean no end.</summary>
    private const int FirstYear = 2099;

    /// <summary>9999-12-31 as a spreadsheet counts days.</summary>
    private const string LastSerial = "2958465";

    private static readonly FrozenSet<string> Words = new[]
    {
        "长期", "长期有效", "永久", "永久有效", "永久性", "无期限", "无固定期限", "无限期", "无限期有效", "不限期", "无截止日期", "至长期",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <returns>The last day; null where there is none.</returns>
    public static ParseResult<DateOnly?> Parse(string text)
    {
        if (Words.Contains(text) || text == LastSerial || (text.StartsWith("9999", StringComparison.Ordinal) && LastDayOfAll().IsMatch(text)))
            return (DateOnly?)null;
        var day = ChineseDate.Parse(text);
        return day.IsSuccess ? day.Value.Year >= FirstYear ? null : (DateOnly?)day.Value : day.Fault;
    }

    [GeneratedRegex("^9999[-/.年]?12[-/.月]?31日?(?:[ T]" + ChineseDate.TimeOfDay + ")?$", RegexOptions.CultureInvariant)]
    private static partial Regex LastDayOfAll();
}
