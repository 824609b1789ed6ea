namespace CreditShare.Query.Asking;

/// <summary>What every question about subjects states beside the subjects, as it came: a lookup of one or of many, a search, a watch, a feed.</summary>
/// <param name="Purpose">Code of the purpose; one that the agency may state.</param>
/// <param name="CaseNumber">The case in which the answer is needed.</param>
/// <param name="AsOf">A day of China's calendar, where the question can be about one.</param>
/// <param name="KnownAt">An instant with its offset, where the question can be about one.</param>
/// <param name="Authorisation">Reference of the subject's written authorisation, without which class B is not shown.</param>
internal sealed record Statement(string? Purpose, string? CaseNumber, string? AsOf = null, string? KnownAt = null, string? Authorisation = null);
