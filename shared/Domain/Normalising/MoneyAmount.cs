using System.Globalization;
using System.Text.RegularExpressions;
using CreditShare.Domain.Codes;

namespace CreditShare.Domain.Normalising;

/// <summary>
/// Rule: an amount may have thousands separators, a currency mark (人民币, ￥, RMB) and a unit (元, 千元, 万元, 百万元, 亿元, 万, 亿); without a unit it is in the column's. A unit in the cell goes before the
/// column's. Or it is spelt out: <see cref="SpeltAmount"/>. The result is yuan, exact to the fen. Ranges (5000-10000) and estimates (约5万) are refused, as are negative amounts, other
/// currencies, and a unit without a number (千元 may be a thousand yuan or the column's heading).
/// </summary>
public static partial class MoneyAmount
{
    /// <summary>The unit of the double-publicity templates' amount columns (万元).</summary>
    public const decimal TenThousandYuan = 10_000m;

    /// <summary>The unit of amounts in JSON.</summary>
    public const decimal Yuan = 1m;

    private const string Renminbi = "人民币";
    private const decimal Most = 1_000_000_000_000m;

    /// <param name="text">The cell.</param>
    /// <param name="columnUnit">Yuan that one counts for when the text names no unit.</param>
    public static ParseResult<decimal> Parse(string text, decimal columnUnit)
    {
        if (IsPlain(text) && decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var plain))
            return InYuan(text, plain, columnUnit, columnUnit);
        var match = Pattern().Match(text);
        if (!match.Success || !decimal.TryParse(
                match.Groups["n"].Value.Replace(",", "", StringComparison.Ordinal).Replace("，", "", StringComparison.Ordinal).Replace('．', '.'),
                NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            return Spelt(text) is { } spelt ? InYuan(text, spelt, Yuan, columnUnit) : Unknown(text, columnUnit);
        if (match.Groups["sign"].Length > 0)
            return CodeFaults.AmountNegative(text);
        var unit = match.Groups["unit"].ValueSpan switch
        {
            "元" or "圆" => Yuan,
            "千" or "千元" => 1_000m,
            "万" or "万元" => TenThousandYuan,
            "百万" or "百万元" => 1_000_000m,
            "千万" or "千万元" => 10_000_000m,
            "亿" or "亿元" => 100_000_000m,
            _ => columnUnit,
        };
        return InYuan(text, number, unit, columnUnit);
    }

    /// <summary>True for digits with at most one point between them, as one writes a number in its column's unit: reading it so changes nothing.</summary>
    public static bool IsPlain(ReadOnlySpan<char> text)
    {
        var point = text.IndexOf('.');
        var whole = point < 0 ? text : text[..point];
        var part = point < 0 ? "0" : text[(point + 1)..];
        return whole.Length is >= 1 and <= 15 && part.Length is >= 1 and <= 12
            && whole.IndexOfAnyExceptInRange('0', '9') < 0 && part.IndexOfAnyExceptInRange('0', '9') < 0;
    }

    private static ParseResult<decimal> InYuan(string text, decimal number, decimal unit, decimal columnUnit)
    {
        if (number > Most / unit)
            return CodeFaults.AmountTooLarge(text, columnUnit);
        var yuan = number * unit;
        return decimal.Round(yuan, 2) == yuan ? yuan : CodeFaults.AmountTooFine(text);
    }

    private static decimal? Spelt(string text)
    {
        var amount = text.AsSpan();
        return SpeltAmount.Parse(amount.StartsWith(Renminbi) ? amount[Renminbi.Length..].TrimStart(" :：") : amount);
    }

    /// <summary>Why a text in no known form is none, as closely as it can be told.</summary>
    private static CodeFault Unknown(string text, decimal columnUnit) =>
        ForeignPattern().IsMatch(text) ? CodeFaults.AmountCurrency(text, columnUnit)
        : VaguePattern().IsMatch(text) ? CodeFaults.AmountVague(text, columnUnit)
        : UnitsPattern().IsMatch(text) ? CodeFaults.AmountUnits(text, columnUnit)
        : CodeFaults.AmountForm(text, columnUnit);

    [GeneratedRegex(
        @"^(?:人民币|RMB|CNY)?[ :：]?(?:￥|¥)?\s*(?<sign>[-−－])?(?<n>[0-9]{1,3}(?:[,，][0-9]{3})+(?:[.．][0-9]{1,12})?|[0-9]{1,15}(?:[.．][0-9]{1,12})?)\s*(?<unit>千万元|百万元|亿元|万元|千元|千万|百万|元|圆|亿|万|千)?[整正]?(?:人民币)?$",
        RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();

    [GeneratedRegex("美元|美金|港元|港币|欧元|日元|英镑|澳元|加元|韩元|台币|卢布|瑞士法郎|外币|USD|HKD|EUR|JPY|GBP|[$＄€£￡]", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex ForeignPattern();

    [GeneratedRegex("[0-9元万][ 元万]*[-－~～—–至到][ ]*[0-9]|约|近|左右|上下|余元|多元|余万|多万|不超过|不少于|以上|以下|以内", RegexOptions.CultureInvariant)]
    private static partial Regex VaguePattern();

    [GeneratedRegex("[0-9] *(?>[千百]?万元|亿元|千元|元|[万亿千]).*[元万亿]", RegexOptions.CultureInvariant)]
    private static partial Regex UnitsPattern();
}
