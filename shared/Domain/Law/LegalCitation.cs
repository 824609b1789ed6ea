using System.Text.RegularExpressions;
using CreditShare.Domain.Codes;
using CreditShare.Domain.Normalising;

namespace CreditShare.Domain.Law;

/// <summary>One article that a record rests on.</summary>
/// <param name="LawTitle">As cited, without the outer 《》; a title within it stands in 〈〉, as the orthography has it.</param>
/// <param name="Article">第…条.</param>
/// <param name="Paragraph">第…款, if named.</param>
/// <param name="Item">第…项, if named.</param>
public readonly record struct LegalCitation(string LawTitle, int Article, int? Paragraph, int? Item);

/// <summary>Reads the articles out of a basis as bureaus write it: 《…法》第五十九条第一款、第六十条；《…条例》第28条.</summary>
public static partial class LegalCitations
{
    /// <returns>The citations in their order, at least one; an article without a law before it, or a law without an article, is refused.</returns>
    public static ParseResult<IReadOnlyList<LegalCitation>> Parse(string text)
    {
        var citations = new List<LegalCitation>();
        string? law = null;
        var lawIsUsed = true;
        foreach (Match match in Pattern().Matches(text))
        {
            if (match.Groups["law"].Success)
            {
                if (!lawIsUsed)
                    return CodeFaults.LegalBasis(text);
                (law, lawIsUsed) = (match.Groups["law"].Value.Trim().Replace('《', '〈').Replace('》', '〉'), false);
            }
            else
            {
                if (law is null || ChineseNumerals.Parse(match.Groups["article"].ValueSpan) is not { } article || article == 0)
                    return CodeFaults.LegalBasis(text);
                citations.Add(new(law, article, Number(match.Groups["paragraph"]), Number(match.Groups["item"])));
                lawIsUsed = true;
            }
        }
        return citations.Count == 0 || !lawIsUsed ? CodeFaults.LegalBasis(text) : (ParseResult<IReadOnlyList<LegalCitation>>)citations;
    }

    private static int? Number(Group group) => group.Success ? ChineseNumerals.Parse(group.ValueSpan) : null;

    // 第 may be missing before digits only: 等三条规定 counts articles, it names none.
    [GeneratedRegex(
        "《(?<law>(?:[^《》]|《[^《》]{1,80}》){2,120})》"
        + "|(?:第 *(?<article>[〇零一二两三四五六七八九十百千0-9０-９]{1,9})|(?<article>[0-9０-９]{1,9})) *条(?:之[一二三四五六七八九十]{1,3})?"
        + "(?: *第 *(?<paragraph>[一二三四五六七八九十0-9０-９]{1,4}) *款)?(?: *第? *[（(]?(?<item>[一二三四五六七八九十0-9０-９]{1,4})[）)]? *项)?",
        RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
