using System.Globalization;
using System.Text.RegularExpressions;
using CreditShare.Domain.Codes;

namespace CreditShare.Domain.Normalising;

/// <summary>
/// Rule: an amount may have thousands separators and a unit (元, 万元, 亿元, 万, 亿); without one it is in the column's unit. The result is yuan,
/// exact to the fen.
/// </summary>
public static partial class MoneyAmount
{
    /// <summary>The unit of the double-publicity templates' amount columns (万元).</summary>
    public const decimal TenThousandYuan = 10_000m;

    /// <summary>The unit of amounts in JSON.</summary>
    public const decimal Yuan = 1m;

    private const decimal Most = 1_000_000_000_000m;

    /// <param name="text">The cell.</param>
    /// <param name="columnUnit">Yuan that one counts for when the text names no unit.</param>
    public static ParseResult<decimal> Parse(string text, decimal columnUnit)
    {
        var match = Pattern().Match(text);
        if (!match.Success || !decimal.TryParse(
                match.Groups["n"].Value.Replace(",", "", StringComparison.Ordinal).Replace("，", "", StringComparison.Ordinal).Replace('．', '.'),
                NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            return CodeFaults.AmountForm(text);
        if (match.Groups["sign"].Length > 0)
            return CodeFaults.AmountNegative(text);
        var unit = match.Groups["unit"].ValueSpan switch
        {
            "元" => Yuan,
            "万" or "万元" => TenThousandYuan,
            "亿" or "亿元" => 100_000_000m,
            _ => columnUnit,
        };
        if (number > Most / unit)
            return CodeFaults.AmountTooLarge(text);
        var yuan = number * unit;
        return decimal.Round(yuan, 2) == yuan ? yuan : CodeFaults.AmountTooFine(text);
    }

    [GeneratedRegex(
        @"^(?:人民币|￥|¥)?\s*(?<sign>[-−－])?(?<n>[0-9]{1,3}(?:[,，][0-9]{3})+(?:[.．][0-9]{1,12})?|[0-9]{1,15}(?:[.．][0-9]{1,12})?)\s*(?<unit>亿元|万元|元|亿|万)?整?$",
        RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
