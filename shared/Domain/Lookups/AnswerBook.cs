using CreditShare.Domain.Catalogue;
using CreditShare.Domain.Entitlements;
using CreditShare.Domain.Law;
using CreditShare.Domain.Lifecycle;
using CreditShare.Domain.Measures;

namespace CreditShare.Domain.Lookups;

/// <summary>All data by which answers are computed, several editions side by side.</summary>
/// <param name="Lifecycle">Editions of the catalogue and of the rules of publicity and repair; working days.</param>
/// <param name="Measures">Editions of the measures.</param>
/// <param name="Laws">The law register.</param>
/// <param name="Entitlements">Who sees which sharing classes.</param>
/// <param name="Cities">Codes of the member cities, in order.</param>
public sealed record AnswerBook(LifecycleBook Lifecycle, MeasureEditions Measures, LawRegister Laws, EntitlementRules Entitlements, IReadOnlyList<string> Cities)
{
    public CatalogueEditions Catalogue => Lifecycle.Catalogue;
}
