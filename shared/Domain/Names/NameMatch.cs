namespace CreditShare.Domain.Names;

/// <summary>How a name matches a term, the closest first. There is no likeness beside these: what is not one of them does not match.</summary>
public enum NameMatch
{
    /// <summary>The folded names are the same.</summary>
    Exact,

    /// <summary>They are the same but for the form of company (有限公司, 集团股份有限公司 …).</summary>
    CompanyForm,

    /// <summary>The name begins with the term.</summary>
    Prefix,

    /// <summary>The term stands within the name.</summary>
    Contained,
}

public static class NameMatching
{
    /// <summary>How a name matches; null if it does not.</summary>
    public static NameMatch? Of(OrganisationName term, OrganisationName name) =>
        name.Normal == term.Normal ? NameMatch.Exact
        : name.Core == term.Core ? NameMatch.CompanyForm
        : name.Normal.StartsWith(term.Normal, StringComparison.Ordinal) ? NameMatch.Prefix
        : name.Normal.Contains(term.Normal, StringComparison.Ordinal) ? NameMatch.Contained
        : null;
}
