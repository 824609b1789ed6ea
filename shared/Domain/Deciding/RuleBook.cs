using CreditShare.Domain.Calendar;
using CreditShare.Domain.Catalogue;
using CreditShare.Domain.Law;
using CreditShare.Domain.Lifecycle;
using CreditShare.Domain.Members;

namespace CreditShare.Domain.Deciding;

/// <summary>All data that records are judged by; several editions side by side, picked by the decision date.</summary>
/// <param name="Catalogue">Editions of the catalogue.</param>
/// <param name="Publicity">Editions of the rules of publicity and repair.</param>
/// <param name="WorkingDays">China's working days.</param>
/// <param name="Laws">The law register.</param>
/// <param name="Cities">Member cities by code.</param>
public sealed record RuleBook(
    CatalogueEditions Catalogue, PublicityEditions Publicity, WorkingDays WorkingDays, LawRegister Laws, IReadOnlyDictionary<string, City> Cities);
