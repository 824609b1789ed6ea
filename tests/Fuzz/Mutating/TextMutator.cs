using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace CreditShare.Fuzz.Mutating;

/// <summary>Changes tables and JSON texts: cells and values, rows, delimiters, encodings.</summary>
internal static partial class TextMutator
{
    private static readonly Encoding Gb18030 = CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!;

    public static byte[] Csv(byte[] body, byte[] other, Random random)
    {
        var text = Decode(body);
        for (var i = random.Next(1, 5); i > 0; i--)
        {
            text = random.Next(7) switch
            {
                0 or 1 or 2 => Between(text, CsvCell(), random, _ => Quoted(NastyTexts.Any(random), random)),
                3 => Rows(text, random),
                4 => text.Replace(',', ";\t|,"[random.Next(4)]),
                5 => text.Replace("\r\n", ((string[])["\n", "\r", "\r\n\r\n", "\n\r"])[random.Next(4)], StringComparison.Ordinal),
                _ => Between(text, CsvCell(), random, match => $"{match.Value},{match.Value}"),
            };
        }
        Encoding encoding = random.Next(6) switch { 0 => Gb18030, 1 => Encoding.Unicode, 2 => Encoding.BigEndianUnicode, _ => Encoding.UTF8 };
        return [.. random.Next(3) == 0 ? [] : encoding.GetPreamble(), .. encoding.GetBytes(text), .. random.Next(10) == 0 ? other : []];
    }

    public static byte[] Json(byte[] body, Random random)
    {
        var text = Encoding.UTF8.GetString(body);
        for (var i = random.Next(1, 5); i > 0; i--)
        {
            text = random.Next(5) switch
            {
                0 or 1 => Between(text, JsonText(), random, _ => JsonSerializer.Serialize(NastyTexts.Any(random))),
                2 => Between(text, JsonText(), random, match => ((string[])["null", "1", "-1.5e400", "true", "[]", "{}", "[\"罚款\",1]", "{\"a\":{}}", match.Value + ":" + match.Value, "\"\\ud800\"", "99999999999999999999999999999999999"])[random.Next(11)]),
                3 => Between(text, JsonMark(), random, match => ((string[])["", "{", "}", "[", "]", ",", ":", match.Value + match.Value, "\n"])[random.Next(9)]),
                _ => Rows(text, random),
            };
        }
        return Encoding.UTF8.GetBytes(text);
    }

    private static string Decode(byte[] body) => body is [0xFF, 0xFE, ..] ? Encoding.Unicode.GetString(body) : System.Text.Unicode.Utf8.IsValid(body) ? Encoding.UTF8.GetString(body) : Gb18030.GetString(body);

    private static string Quoted(string cell, Random random) => random.Next(6) == 0 ? cell : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static string Rows(string text, Random random)
    {
        var rows = text.Split('\n').ToList();
        var (one, other) = (random.Next(rows.Count), random.Next(rows.Count));
        switch (random.Next(4))
        {
            case 0:
                rows.RemoveAt(one);
                break;
            case 1:
                (rows[one], rows[other]) = (rows[other], rows[one]);
                break;
            case 2:
                rows.InsertRange(one, Enumerable.Repeat(rows[other], random.Next(1, 30)));
                break;
            default:
                rows.Insert(one, NastyTexts.Any(random));
                break;
        }
        return string.Join('\n', rows);
    }

    private static string Between(string text, Regex what, Random random, Func<Match, string> by)
    {
        var matches = what.Matches(text);
        if (matches.Count == 0)
            return text;
        var match = matches[random.Next(matches.Count)];
        return string.Concat(text.AsSpan(0, match.Index), by(match), text.AsSpan(match.Index + match.Length));
    }

    [GeneratedRegex("\"(?:[^\"]|\"\")*\"|[^,\"\r\n]+")]
    private static partial Regex CsvCell();

    [GeneratedRegex("\"(?:[^\"\\\\]|\\\\.)*\"")]
    private static partial Regex JsonText();

    [GeneratedRegex("[{}\\[\\]:,\n]")]
    private static partial Regex JsonMark();
}
