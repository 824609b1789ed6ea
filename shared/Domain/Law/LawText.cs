namespace CreditShare.Domain.Law;

/// <summary>A law, regulation or rule that records and measures can rest on.</summary>
public sealed record LawText
{
    /// <summary>Short and fixed, such as <c>EPL</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Full title without 《》.</summary>
    public required string Title { get; init; }

    /// <summary>Other titles by which bureaus cite it.</summary>
    public IReadOnlyList<string> Aliases { get; init => field = value ?? []; } = [];

    /// <summary>law, administrative-regulation, local-regulation, department-rule, normative-document, judicial-interpretation.</summary>
    public required string Kind { get; init; }

    /// <summary>First day in force, China's calendar.</summary>
    public required DateOnly ValidFrom { get; init; }

    /// <summary>Last day in force; null while it is.</summary>
    public DateOnly? ValidUntil { get; init; }

    /// <summary>What followed it.</summary>
    public LawSuccessor? Successor { get; init; }

    /// <summary>Number of its last article, if known.</summary>
    public int? LastArticle { get; init; }

    /// <summary>Articles with a validity or successor of their own.</summary>
    public IReadOnlyList<LawArticle> Articles { get; init => field = value ?? []; } = [];

    /// <summary>Province codes (two digits) where it applies; empty for the whole country.</summary>
    public IReadOnlyList<string> Provinces { get; init => field = value ?? []; } = [];

    public required string Sure { get; init; }

    public required bool Verified { get; init; }

    public string? Note { get; init; }
}

/// <param name="Law">Id of the following law.</param>
/// <param name="Article">The following article, if one can be named.</param>
public sealed record LawSuccessor(string Law, int? Article = null);

/// <summary>An article whose validity differs from its law's.</summary>
public sealed record LawArticle
{
    public required int Number { get; init; }

    public string? About { get; init; }

    public DateOnly? ValidFrom { get; init; }

    public DateOnly? ValidUntil { get; init; }

    public LawSuccessor? Successor { get; init; }
}

/// <summary>The file <c>seeds/law/register.json</c>.</summary>
public sealed record LawRegisterFile
{
    public string? About { get; init; }

    /// <summary>Names this state of the register; an answer says by which one it was judged.</summary>
    public required string Edition { get; init; }

    public required IReadOnlyList<LawText> Laws { get; init; }
}
