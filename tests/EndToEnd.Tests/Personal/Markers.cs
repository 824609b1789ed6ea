using System.Text;

namespace CreditShare.EndToEnd.Tests.Personal;

/// <summary>Made-up identity numbers, each with a place of its own, so that one that comes out tells which way it came. Of the names in personal columns too.</summary>
internal sealed class Markers
{
    private static readonly Encoding Gb18030 = CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!;

    private readonly Dictionary<string, string> places = [];

    /// <summary>A number that stands nowhere else (GB 11643: region, birth date, sequence, check).</summary>
    /// <param name="place">Where it will stand.</param>
    public string Number(string place)
    {
        var body = $"11010119900307{places.Count + 100:000}";
        var sum = body.Aggregate(0, (rest, digit) => (rest + digit - '0') * 2 % 11);
        var number = body + ((12 - sum) % 11) switch { 10 => "X", var check => check.ToString(null, null) };
        places.Add(number, place);
        return number;
    }

    /// <summary>A person's name that stands nowhere else.</summary>
    public string Name(string place)
    {
        var name = $"甄样例{(char)('一' + places.Count)}{(char)('丁' + places.Count)}";
        places.Add(name, place);
        return name;
    }

    /// <summary>The places whose marker the bytes hold, in any encoding that anything here writes: UTF-8, UTF-16, GB18030, and as escapes of JSON.</summary>
    public IEnumerable<string> In(byte[] bytes) =>
        places.Where(marker => Spellings(marker.Key).Any(spelling => bytes.AsSpan().IndexOf(spelling) >= 0)).Select(marker => marker.Value);

    private static IEnumerable<byte[]> Spellings(string text) =>
    [
        Encoding.UTF8.GetBytes(text), Encoding.Unicode.GetBytes(text), Encoding.BigEndianUnicode.GetBytes(text), Gb18030.GetBytes(text),
        Encoding.ASCII.GetBytes(string.Concat(text.Select(character => char.IsAscii(character) ? character.ToString() : $"\\u{(int)character:x4}"))),
        Encoding.ASCII.GetBytes(string.Concat(text.Select(character => char.IsAscii(character) ? character.ToString() : $"\\u{(int)character:X4}"))),
    ];
}
