namespace CreditShare.ExchangeLog.Entries;

/// <summary>Who acted: a city's bureau or an agency, and the account there. Never a person's name.</summary>
/// <param name="City">Six-digit division code of the bureau's city.</param>
/// <param name="Agency">Code of the agency.</param>
/// <param name="Account">Subject of the caller's token, or the name of the service that acted by itself.</param>
public sealed record EntryActor(string? City, string? Agency, string Account);
