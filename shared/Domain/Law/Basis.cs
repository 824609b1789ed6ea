namespace CreditShare.Domain.Law;

/// <summary>An article that an item or a measure rests on.</summary>
/// <param name="Law">Id of the law in the register.</param>
/// <param name="Article">Number of the article; null where the article is still to be found (then the entry is not verified).</param>
/// <param name="Paragraph">第…款, if the basis is that narrow.</param>
/// <param name="Item">第…项, if the basis is that narrow.</param>
public sealed record Basis(string Law, int? Article, int? Paragraph = null, int? Item = null);
