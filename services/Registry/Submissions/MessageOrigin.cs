namespace CreditShare.Registry.Submissions;

/// <summary>Where a message came from, by other word than its own.</summary>
/// <param name="City">The city whose queue it came through.</param>
/// <param name="Account">The broker account that sent it, which the broker vouches for; null if it came without. Within one process, where there is no broker, the city's.</param>
public sealed record MessageOrigin(string City, string? Account);
