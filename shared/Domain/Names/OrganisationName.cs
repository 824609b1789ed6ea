using System.Text;

namespace CreditShare.Domain.Names;

/// <summary>
/// A name in the form by which it is found. Rule: full-width characters become half-width and Latin letters upper case; blanks, invisible characters, brackets of every kind, quotation marks, middle
/// dots and hyphens go; characters are not replaced by similar ones. Folding twice changes nothing more.
/// </summary>
/// <param name="Normal">The whole name, folded.</param>
/// <param name="Core">The same without the words that only say which form of company it is; the whole where nothing else would be left.</param>
public sealed record OrganisationName(string Normal, string Core)
{
    /// <summary>The shortest core, in characters, of a name or term that is searched for.</summary>
    public const int Shortest = 2;

    private const string Passed = "()[]{}<>〔〕【】〖〗《》〈〉「」『』﹙﹚\"'“”‘’·•・‧.-‐‑–—_";

    /// <summary>Longest first: what remains may end in 集团, which goes too.</summary>
    private static readonly string[] Forms = ["股份有限责任公司", "股份有限公司", "有限责任公司", "股份合作公司", "股份公司", "有限公司", "总公司", "公司"];

    private const string Group = "集团";

    public static OrganisationName Of(string name)
    {
        var folded = new StringBuilder(name.Length);
        foreach (var character in name)
        {
            var half = character is >= '\uFF01' and <= '\uFF5E' ? (char)(character - 0xFEE0) : character;
            if (!char.IsWhiteSpace(half) && !char.IsControl(half) && char.GetUnicodeCategory(half) != System.Globalization.UnicodeCategory.Format && !Passed.Contains(half, StringComparison.Ordinal))
                folded.Append(char.ToUpperInvariant(half));
        }
        var normal = folded.ToString();
        var core = Without(normal, Forms.FirstOrDefault(form => normal.EndsWith(form, StringComparison.Ordinal)));
        return new(normal, Without(core, core.EndsWith(Group, StringComparison.Ordinal) ? Group : null));
    }

    /// <summary>Every folded name that may have the same core; one of them may have a shorter one.</summary>
    public IReadOnlyList<string> Alike() => [.. new[] { "", Group }.SelectMany(group => Forms.Prepend("").Select(form => Core + group + form))];

    private static string Without(string name, string? end) =>
        end is null || name.Length - end.Length < Shortest ? name : name[..^end.Length];
}
