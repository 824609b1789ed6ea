using System.Collections.Concurrent;
using CreditShare.Domain.Calendar;
using CreditShare.Domain.Catalogue;
using CreditShare.Domain.Lookups;
using CreditShare.Domain.Members;

namespace CreditShare.Domain.Cases;

/// <summary>All data by which cases are opened and judged.</summary>
/// <param name="Answers">Editions and laws: those by which lookups are answered.</param>
/// <param name="Calendar">Working days.</param>
/// <param name="Agencies">All of them, by code.</param>
/// <param name="Cities">The members, by code.</param>
public sealed record CaseBook(
    AnswerBook Answers, WorkingDays Calendar, IReadOnlyDictionary<string, Agency> Agencies, IReadOnlyDictionary<string, City> Cities)
{
    private readonly ConcurrentDictionary<SharingClass, IReadOnlyList<IGrouping<string, Agency>>> told = [];

    /// <summary>
    /// The agencies that a case may tell of a record, by city. It tells of it as a lookup does: only those that would be told without the subject's authorisation, for one purpose at least
    /// that they may state. Safe for concurrent callers.
    /// </summary>
    /// <param name="sharing">Class of the record's catalogue item.</param>
    internal IReadOnlyList<IGrouping<string, Agency>> Told(SharingClass sharing) => told.GetOrAdd(sharing, _ =>
        [.. Agencies.Values.Where(agency => agency.Purposes.Any(purpose => Answers.Entitlements.Of(agency.Code, purpose, authorised: false).Allows(sharing))).GroupBy(agency => agency.City)]);
}
