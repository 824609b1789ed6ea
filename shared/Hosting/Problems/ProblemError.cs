namespace CreditShare.Hosting.Problems;

/// <summary>One fault of a request.</summary>
/// <param name="Pointer">JSON pointer (RFC 6901) of the member, or the name of the parameter or header.</param>
/// <param name="Code">Stable, in kebab case.</param>
/// <param name="Found">What was sent.</param>
/// <param name="Expected">What would be right.</param>
/// <param name="Zh">What is wrong, in Chinese.</param>
/// <param name="En">What is wrong, in English.</param>
public sealed record ProblemError(string Pointer, string Code, string? Found, string? Expected, string Zh, string En);
