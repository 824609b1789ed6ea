using System.Globalization;

namespace CreditShare.ExchangeLog;

/// <summary>Non-negative decimal numbers as the log's texts write them: ASCII digits, no sign, no leading zero.</summary>
internal static class StrictDecimal
{
    private const int MostDigits = 19;

    public static bool TryParse(ReadOnlySpan<char> text, long most, out long value)
    {
        value = 0;
        if (text.Length is 0 or > MostDigits || text.ContainsAnyExceptInRange('0', '9')) return false;
        if (text.Length > 1 && text[0] == '0') return false;
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value <= most;
    }
}
