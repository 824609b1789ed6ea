using CreditShare.Domain.Lookups;

namespace CreditShare.Query.Lookups;

/// <summary>A lookup that may be answered, and who it is that asks.</summary>
/// <param name="Question">What is asked; agency and city from the token.</param>
/// <param name="Account">The account, from the token.</param>
internal sealed record LookupRequest(LookupQuestion Question, string Account);
