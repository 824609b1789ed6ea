using CreditShare.Domain.Members;

namespace CreditShare.Query.Lookups;

/// <summary>A lookup that may be answered.</summary>
/// <param name="Asked">punishments, rewards or records.</param>
/// <param name="Subject">The code asked about, checked.</param>
/// <param name="Agency">Who asks, from the token.</param>
/// <param name="Account">The account, from the token.</param>
/// <param name="Purpose">What for.</param>
/// <param name="CaseNumber">In which case.</param>
internal sealed record LookupRequest(string Asked, string Subject, Agency Agency, string Account, Purpose Purpose, string CaseNumber);
