using CreditShare.Domain.Calendar;
using CreditShare.Domain.Catalogue;

namespace CreditShare.Domain.Lifecycle;

/// <summary>The data that a record's periods follow from.</summary>
/// <param name="Catalogue">Editions of the catalogue.</param>
/// <param name="Publicity">Editions of the rules of publicity and repair.</param>
/// <param name="WorkingDays">China's working days.</param>
public sealed record LifecycleBook(CatalogueEditions Catalogue, PublicityEditions Publicity, WorkingDays WorkingDays);
