using CreditShare.Domain.Law;
using CreditShare.Domain.Records;

namespace CreditShare.Domain.Deciding;

/// <summary>
/// Nothing without a basis: each article cited must exist and be in force on the day of the decision. A record stays good after the law has changed.
/// </summary>
internal static class BasisRules
{
    public static void Check(CreditRecord record, RuleBook book, string city, Findings findings)
    {
        // Licences and listings have no basis column in the templates: theirs is the catalogue item's own.
        if (record.LegalBasis is null && (record.Kind != RecordKind.Penalty || !findings.Require(RecordField.LegalBasis, record.LegalBasis)))
            return;
        var parsed = LegalCitations.Parse(record.LegalBasis!);
        if (!parsed.IsSuccess)
        {
            findings.Add(Reason.From(parsed.Fault, RecordField.LegalBasis));
            return;
        }
        if (record.DecidedOn is not { } day)
            return;
        var judged = new HashSet<string>(StringComparer.Ordinal);
        foreach (var citation in parsed.Value)
        {
            if (Judge(citation, day, book, city) is { } reason && judged.Add(reason.Found ?? ""))
                findings.Add(reason);
        }
    }

    private static Reason? Judge(LegalCitation citation, DateOnly day, RuleBook book, string city) =>
        book.Laws.Check(citation.LawTitle, citation.Article, day) switch
        {
            LawCheck.UnknownLaw => DecidingReasons.LawUnknown(citation.LawTitle),
            LawCheck.NotInForce not => DecidingReasons.LawNotInForce(citation.LawTitle, day, not.ValidFrom, not.ValidUntil, not.SuccessorText),
            LawCheck.NoSuchArticle no => DecidingReasons.NoSuchArticle(citation.LawTitle, citation.Article, no.LastArticle),
            LawCheck.InForce { Law.Provinces: { Count: > 0 } provinces } when !provinces.Contains(city[..2]) =>
                DecidingReasons.LawOfOtherProvince(citation.LawTitle, city),
            _ => null,
        };
}
