using System.Collections.Frozen;

namespace CreditShare.Ingestion.Imports.Csv;

/// <summary>
/// Rule: .NET decodes GB18030 by the table of 2000, which puts 25 characters into private use that Unicode has by now; they are read as the characters that GB 18030-2005 and 18030-2022 name.
/// </summary>
internal static class PrivateUse
{
    private const char First = '\uE78D';
    private const char Last = '\uE864';

    private static readonly FrozenDictionary<char, string> Characters = new Dictionary<char, string>
    {
        ['\uE78D'] = "\uFE10",
        ['\uE78E'] = "\uFE12",
        ['\uE78F'] = "\uFE11",
        ['\uE790'] = "\uFE13",
        ['\uE791'] = "\uFE14",
        ['\uE792'] = "\uFE15",
        ['\uE793'] = "\uFE16",
        ['\uE794'] = "\uFE17",
        ['\uE795'] = "\uFE18",
        ['\uE796'] = "\uFE19",
        ['\uE7C7'] = "\u1E3F",
        ['\uE816'] = "\U00020087",
        ['\uE817'] = "\U00020089",
        ['\uE818'] = "\U000200CC",
        ['\uE81E'] = "\u9FB4",
        ['\uE826'] = "\u9FB5",
        ['\uE82B'] = "\u9FB6",
        ['\uE82C'] = "\u9FB7",
        ['\uE831'] = "\U000215D7",
        ['\uE832'] = "\u9FB8",
        ['\uE83B'] = "\U0002298F",
        ['\uE843'] = "\u9FB9",
        ['\uE854'] = "\u9FBA",
        ['\uE855'] = "\U000241FE",
        ['\uE864'] = "\u9FBB",
    }.ToFrozenDictionary();

    /// <param name="text">As decoded.</param>
    /// <param name="result">Room for twice as many.</param>
    /// <returns>Characters written.</returns>
    public static int Replace(ReadOnlySpan<char> text, Span<char> result)
    {
        var written = 0;
        while (true)
        {
            var next = text.IndexOfAnyInRange(First, Last) is >= 0 and var at ? at : text.Length;
            text[..next].CopyTo(result[written..]);
            written += next;
            if (next == text.Length)
                return written;
            if (Characters.TryGetValue(text[next], out var character))
            {
                character.CopyTo(result[written..]);
                written += character.Length;
            }
            else
                result[written++] = text[next];
            text = text[(next + 1)..];
        }
    }
}
