using CreditShare.Domain.Lookups;
using CreditShare.Domain.Members;
using CreditShare.ExchangeLog.Entries;

namespace CreditShare.Query.Asking;

/// <summary>An agency that may ask: it is in the register, may state the purpose, and named its case.</summary>
/// <param name="Agency">From the token.</param>
/// <param name="Account">From the token.</param>
/// <param name="Purpose">One that the agency may state.</param>
/// <param name="CaseNumber">Without blanks around it.</param>
/// <param name="AsOf">What held on this day; null for the day of <paramref name="KnownAt"/>.</param>
/// <param name="KnownAt">What the registry knew at this instant (UTC); null for the present.</param>
/// <param name="Authorisation">Reference of the subject's written authorisation, without blanks around it; null if none was named.</param>
internal sealed record AgencyAsking(Agency Agency, string Account, Purpose Purpose, string CaseNumber, DateOnly? AsOf, DateTimeOffset? KnownAt, string? Authorisation)
{
    /// <summary>As the log's entry names who asks.</summary>
    public EntryActor Actor => new(Agency.City, Agency.Code, Account);

    /// <param name="asked">One of <see cref="Asked"/>.</param>
    /// <param name="subject">A code, checked.</param>
    public LookupQuestion Question(string asked, string subject) => new(asked, subject, Agency.Code, Agency.City, Purpose.Code, CaseNumber, AsOf, KnownAt, Authorisation);
}
