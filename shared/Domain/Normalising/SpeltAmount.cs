namespace CreditShare.Domain.Normalising;

/// <summary>
/// Rule: an amount may be spelt out, as decisions do: 伍万元整, 壹拾贰万叁仟肆佰伍拾陆元柒角捌分, 五千元. 元 (or 圆) must stand; 整 or 正 may end it. Places go down one by one, and 零 stands for those
/// left out: 伍仟零叁元; 五千三元 is refused, for it may mean 5,003 or 5,300.
/// </summary>
public static class SpeltAmount
{
    private const int Longest = 40;
    private const string Digits = "零壹贰叁肆伍陆柒捌玖";
    private const string PlainDigits = "〇一二三四五六七八九";

    /// <summary>Yuan; null if the text is no such amount.</summary>
    public static decimal? Parse(ReadOnlySpan<char> text)
    {
        if (text.Length is < 2 or > Longest)
            return null;
        var yuan = text.IndexOfAny('元', '圆');
        if (yuan <= 0 || Whole(text[..yuan]) is not { } whole || Fen(text[(yuan + 1)..]) is not { } fen)
            return null;
        return whole + (fen / 100m);
    }

    private static long? Whole(ReadOnlySpan<char> text)
    {
        if (text is "零" or "〇")
            return 0;
        long total = 0;
        var first = true;
        foreach (var (unit, worth) in (ReadOnlySpan<(char, long)>)[('亿', 100_000_000L), ('万', 10_000L)])
        {
            var at = text.IndexOf(unit);
            if (at < 0)
                continue;
            if (Section(text[..at], first) is not { } section || section == 0)
                return null;
            total += section * worth;
            text = text[(at + 1)..];
            first = false;
        }
        if (text.IsEmpty)
            return first ? null : total;
        return Section(text, first) is { } rest and > 0 ? total + rest : null;
    }

    /// <summary>A number below 10,000.</summary>
    /// <param name="text">Digits and 仟, 佰, 拾.</param>
    /// <param name="mayBeginAnywhere">True where no higher place came before: then nothing was left out.</param>
    private static int? Section(ReadOnlySpan<char> text, bool mayBeginAnywhere)
    {
        int total = 0, last = 10_000;
        var skips = mayBeginAnywhere;
        for (var at = 0; at < text.Length; at++)
        {
            var digit = Digit(text[at]);
            if (digit == 0)
            {
                if (total == 0 && mayBeginAnywhere)
                    return null;
                skips = true;
                continue;
            }
            // 十万 and 拾元: the one is left out.
            var implied = digit < 0 && total == 0 && mayBeginAnywhere && Unit(text[at]) == 10;
            if (digit < 0 && !implied)
                return null;
            var unit = implied ? 10 : at + 1 < text.Length ? Unit(text[at + 1]) : 1;
            if (!implied && unit > 1)
                at++;
            if (unit >= last || (!skips && unit != last / 10))
                return null;
            total += (implied ? 1 : digit) * unit;
            (last, skips) = (unit, false);
        }
        // A 零 at the end stands for nothing that follows.
        return text.IsEmpty || Digit(text[^1]) == 0 ? null : total;
    }

    /// <summary>角 and 分, and the word that ends an amount.</summary>
    private static int? Fen(ReadOnlySpan<char> text)
    {
        if (text.Length > 0 && text[^1] is '整' or '正')
            text = text[..^1];
        var fen = 0;
        if (text.Length >= 2 && text[1] == '角' && Digit(text[0]) is > 0 and var jiao)
        {
            fen += jiao * 10;
            text = text[2..];
        }
        if (text.Length == 3 && Digit(text[0]) == 0)
            text = text[1..];
        if (text.Length == 2 && text[1] == '分' && Digit(text[0]) is > 0 and var rest)
        {
            fen += rest;
            text = [];
        }
        return text.IsEmpty ? fen : null;
    }

    private static int Digit(char character) => character switch
    {
        '两' => 2,
        '貳' or '弍' => 2,
        _ => Math.Max(Digits.IndexOf(character, StringComparison.Ordinal), PlainDigits.IndexOf(character, StringComparison.Ordinal)),
    };

    private static int Unit(char character) => character switch { '仟' or '千' => 1000, '佰' or '百' => 100, '拾' or '十' => 10, _ => 1 };
}
