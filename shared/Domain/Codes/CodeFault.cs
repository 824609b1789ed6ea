namespace CreditShare.Domain.Codes;

/// <summary>Why a text is not a value of its kind, and what would be right.</summary>
/// <param name="Code">Stable, in kebab case.</param>
/// <param name="Found">The text, as it was found.</param>
/// <param name="Chinese">What is wrong.</param>
/// <param name="English">What is wrong.</param>
/// <param name="ExpectedChinese">What would be right.</param>
/// <param name="ExpectedEnglish">What would be right.</param>
public sealed record CodeFault(
    string Code, string Found, string Chinese, string English, string ExpectedChinese, string ExpectedEnglish);
