using System.Globalization;
using CreditShare.Domain.Law;

namespace CreditShare.Domain.Lookups;

/// <summary>Articles as they are cited.</summary>
public static class LegalCitations
{
    /// <summary>《law》第n条第n款第n项, with the title as the register has it.</summary>
    public static AnswerArticle Cite(this LawRegister laws, Basis basis)
    {
        var title = laws.Find(basis.Law)?.Title ?? basis.Law;
        var article = basis.Article is { } number ? string.Create(CultureInfo.InvariantCulture, $"第{number}条") : "";
        var paragraph = basis.Paragraph is { } part ? string.Create(CultureInfo.InvariantCulture, $"第{part}款") : "";
        var item = basis.Item is { } point ? string.Create(CultureInfo.InvariantCulture, $"第{point}项") : "";
        return new(title, basis.Article, $"《{title}》{article}{paragraph}{item}");
    }
}
