using System.Security;
using System.Text.RegularExpressions;

namespace CreditShare.Fuzz.Mutating;

/// <summary>Changes XML and JSON texts where it matters: values, attributes, elements.</summary>
internal static partial class MarkupMutator
{
    private static readonly string[] Values =
    [
        "", "0", "1", "-1", "2", "s", "str", "inlineStr", "b", "e", "d", "n", "x", "A1", "A0", "XFD1", "XFE1", "ZZZZ9", "A1048577", "1048576", "99999999999", "4294967296", "a1", "B2", "1.5", "hidden", "true", "14", "164", "58", "9999",
        "External", "../../etc/passwd", "/xl/worksheets/sheet1.xml", "worksheets/sheet1.xml", "xl/worksheets/sheet1.xml", "http://example.invalid/", "file:///etc/passwd", "yyyy-mm-dd", "General", "@", "[$-804]yyyy\"年\"m\"月\"", "\\", "\"", "[h]:mm:ss",
    ];

    private static readonly string[] Elements =
    [
        "<!DOCTYPE a [<!ENTITY b \"c\">]>", "<!-- <c r=\"A1\"/> -->", "<?xml version=\"1.0\"?>", "<![CDATA[杭州]]>", "<row/>", "<row r=\"2\"><c r=\"A2\"><v>1</v></c></row>", "<c><v>1</v></c>", "<c t=\"s\"><v>0</v></c>", "<c t=\"s\"><v>-1</v></c>",
        "<c t=\"inlineStr\"><is><t>甲</t></is></c>", "<c t=\"e\"><v>#REF!</v></c>", "<c><f>A1</f></c>", "<is><t>乙</t></is>", "<si/>", "<si><r><t>丙</t></r></si>", "<v>1</v>", "<mc:AlternateContent xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\"/>", "<sheetData/>",
        "<sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row></sheetData>", "<xf numFmtId=\"14\"/>", "<sheet name=\"x\" sheetId=\"9\" r:id=\"rId1\"/>", "<sheet name=\"y\" sheetId=\"9\" r:id=\"rId99\"/>", "<workbookPr date1904=\"1\"/>", "&b;", "&#0;", "&#xD800;", "&amp;",
    ];

    public static string Mutate(string text, string other, Random random) => random.Next(9) switch
    {
        0 or 1 or 2 => Replace(text, ElementText(), random, match => ">" + (random.Next(8) == 0 ? NastyTexts.Any(random) : Escaped(NastyTexts.Any(random))) + "<"),
        3 or 4 => Replace(text, AttributeValue(), random, match => $"{match.Groups[1].Value}=\"{SecurityElement.Escape(random.Next(4) == 0 ? NastyTexts.Any(random) : Values[random.Next(Values.Length)])}\""),
        5 => Replace(text, Tag(), random, match => Elements[random.Next(Elements.Length)] + match.Value),
        6 => Replace(text, Tag(), random, match => random.Next(3) == 0 ? "" : match.Value + match.Value),
        7 => Exchange(text, random),
        _ => Borrow(text, other, random),
    };

    private static string Escaped(string text) => SecurityElement.Escape(string.Concat(text.Where(character => character is '\t' or '\n' or '\r' or >= ' ' and not '\uFFFE' and not '\uFFFF')));

    private static string Replace(string text, Regex what, Random random, Func<Match, string> by)
    {
        var matches = what.Matches(text);
        if (matches.Count == 0)
            return text;
        var match = matches[random.Next(matches.Count)];
        return string.Concat(text.AsSpan(0, match.Index), by(match), text.AsSpan(match.Index + match.Length));
    }

    /// <summary>Two elements change places.</summary>
    private static string Exchange(string text, Random random)
    {
        var matches = Element().Matches(text);
        if (matches.Count < 2)
            return text;
        var (one, other) = (matches[random.Next(matches.Count)], matches[random.Next(matches.Count)]);
        var (first, second) = one.Index < other.Index ? (one, other) : (other, one);
        return first.Index + first.Length > second.Index ? text
            : string.Concat(text[..first.Index], second.Value, text[(first.Index + first.Length)..second.Index], string.Concat(first.Value, text[(second.Index + second.Length)..]));
    }

    /// <summary>An element of another file stands here.</summary>
    private static string Borrow(string text, string other, Random random)
    {
        var theirs = Element().Matches(other);
        return theirs.Count == 0 ? text : Replace(text, Element(), random, match => theirs[random.Next(theirs.Count)].Value);
    }

    [GeneratedRegex(">[^<>]+<")]
    private static partial Regex ElementText();

    [GeneratedRegex("([A-Za-z0-9:]+)=\"[^\"<>]*\"")]
    private static partial Regex AttributeValue();

    [GeneratedRegex("<[^<>]+>")]
    private static partial Regex Tag();

    [GeneratedRegex("<(c|row|si|xf|sheet|Relationship|Override)\\b[^<>]*(?:/>|>.*?</\\1>)", RegexOptions.Singleline)]
    private static partial Regex Element();
}
