using System.Collections.Frozen;
using System.Text;

namespace CreditShare.Ingestion.Imports.Xlsx;

/// <summary>What a number format makes of a number.</summary>
internal enum NumberKind
{
    /// <summary>It shows the number itself.</summary>
    Number,

    /// <summary>It shows a day, or a day and a time.</summary>
    Day,

    /// <summary>It shows the year of a day and nothing else of it.</summary>
    Year,

    /// <summary>It shows a time of day or a span of time.</summary>
    Time,

    /// <summary>It shows another number: a percentage, thousands, with a decimal point put in, or with a word behind it that is no unit of yuan.</summary>
    Other,
}

/// <summary>How a number format makes a cell look, as far as that changes what is read (ECMA-376 part 1, 18.8.30 and 18.8.31).</summary>
/// <param name="Kind">What it makes of the number.</param>
/// <param name="ShowsTime">Of a day: whether the time is shown too.</param>
/// <param name="Digits">Digits to which leading noughts are filled up, as in <c>000000</c>; 0 for none.</param>
/// <param name="Unit">A unit of money that it writes behind the number, such as 元; empty for none.</param>
internal sealed record NumberLook(NumberKind Kind, bool ShowsTime = false, int Digits = 0, string Unit = "")
{
    public static NumberLook Plain { get; } = new(NumberKind.Number);

    private static readonly FrozenSet<string> Units = new[] { "", "亿元整", "万元整", "元整", "亿元", "万元", "亿", "万", "元" }.ToFrozenSet();

    private static readonly string[] Yuan = ["￥", "¥", "人民币", "RMB", "CNY"];

    /// <summary>Of a format that every program knows by its number; those from 27 on are dates in Chinese Excel.</summary>
    public static NumberLook BuiltIn(int id) => id switch
    {
        9 or 10 => new(NumberKind.Other),
        >= 14 and <= 17 or >= 27 and <= 31 or 36 or >= 50 and <= 54 or 57 or 58 => new(NumberKind.Day),
        22 => new(NumberKind.Day, ShowsTime: true),
        >= 18 and <= 21 or >= 32 and <= 35 or >= 45 and <= 47 or 55 or 56 => new(NumberKind.Time),
        _ => Plain,
    };

    /// <summary>Of a format that the workbook defines.</summary>
    public static NumberLook Of(string code)
    {
        var letters = new StringBuilder();
        var literal = new StringBuilder();
        for (var i = 0; i < code.Length && code[i] != ';'; i++)
        {
            switch (code[i])
            {
                case '"':
                    var quoted = code.IndexOf('"', i + 1) is > 0 and var end ? end : code.Length;
                    literal.Append(code, i + 1, quoted - i - 1);
                    i = quoted;
                    break;
                // Both put the next character in as it is; before a dot or comma that makes 50000 look like 5.0000.
                case '\\' or '!':
                    i++;
                    if (i < code.Length)
                        (code[i] is '.' or ',' ? letters : literal).Append(code[i] is '.' or ',' ? '%' : code[i]);
                    break;
                case '_' or '*':
                    i++;
                    break;
                case '[':
                    var close = code.IndexOf(']', i) is > 0 and var at ? at : code.Length;
                    // [h] and the like count on beyond a day; [Magenta] is a colour.
                    var inside = code[Math.Min(i + 1, close)..close];
                    if (inside.Length > 0 && inside.AsSpan().Trim("hHmMsS").IsEmpty)
                        letters.Append('h');
                    // [$USD] and [$¥-804] show a currency.
                    if (inside.StartsWith('$'))
                        literal.Append(inside.AsSpan(1, (inside.IndexOf('-', StringComparison.Ordinal) is > 0 and var dash ? dash : inside.Length) - 1));
                    i = close;
                    break;
                case > '\u007F':
                    literal.Append(code[i]);
                    break;
                default:
                    letters.Append(char.ToLowerInvariant(code[i]));
                    break;
            }
        }
        return Of(letters.Replace("general", "").Replace("g/", "").Replace("am/pm", "h").Replace("a/p", "h").Replace("e+", "+").Replace("e-", "-").ToString(), literal.ToString());
    }

    private static NumberLook Of(string letters, string literal)
    {
        bool time = letters.Contains('h') || letters.Contains('s'), year = letters.Contains('y') || letters.Contains('e'), day = letters.Contains('d');
        if (year || day || (letters.Contains('m') && !time))
            return new(year && !day && !letters.Contains('m') ? NumberKind.Year : NumberKind.Day, time);
        if (time)
            return new(NumberKind.Time);
        var places = letters.LastIndexOfAny(['0', '#', '?']);
        if (letters.Contains('%') || letters.Contains('/') || (places >= 0 && places + 1 < letters.Length && letters[places + 1] == ','))
            return new(NumberKind.Other);
        // 通用格式 is General in Chinese. A word that is no unit of yuan, be it 千元, 美元 or a quoted point, shows something else than the bare number; a lone sign does not.
        var unit = literal.Replace("通用格式", "", StringComparison.Ordinal).Trim(' ', '-', '+', '(', ')', '（', '）');
        if (Yuan.FirstOrDefault(sign => unit.StartsWith(sign, StringComparison.Ordinal)) is { } yuan)
            unit = unit[yuan.Length..].Trim();
        if (!Units.Contains(unit) || letters.Contains('$') || letters.Any(char.IsAsciiLetter))
            return new(NumberKind.Other);
        return new(NumberKind.Number, Digits: letters.Length > 1 && letters.All(letter => letter == '0') ? letters.Length : 0, Unit: unit);
    }
}
