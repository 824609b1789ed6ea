using CreditShare.Domain.Cases;

namespace CreditShare.Committee.Pages.Parts;

/// <param name="Name">City or agency, in the reader's language.</param>
/// <param name="Link">Its page; null if it has none.</param>
/// <param name="Cases">Its cases.</param>
public sealed record CaseRow(string Name, string? Link, CaseTally Cases);
