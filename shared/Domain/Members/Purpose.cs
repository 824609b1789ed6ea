namespace CreditShare.Domain.Members;

/// <summary>A purpose that a lookup may have; every lookup states one.</summary>
/// <param name="Code">Stable, in kebab case.</param>
/// <param name="Zh">Chinese.</param>
/// <param name="En">English.</param>
public sealed record Purpose(string Code, string Zh, string En);
