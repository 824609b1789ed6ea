using CreditShare.Domain.Records;

namespace CreditShare.Domain.Profiles;

/// <summary>An objection that is open.</summary>
/// <param name="ReceivedOn">When the bureau received it, China's calendar; the day of the decision about the mark if the bureau did not say.</param>
/// <param name="Stage">The objection itself, or a review of how it was settled.</param>
public sealed record Objection(DateOnly ReceivedOn, DisputeStage Stage);
